package qingshan.gateway.network.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Explained;
import qingshan.gateway.Trouble;

/** Says whether a program is one of those that a network runs on. */
final class Judge {
    private static final Pattern VERSION = Pattern.compile("(?m)^\\s*Version:\\s*(\\S{1,64})");
    /** The answer of one that names no version and shows its sign. */
    private static final String ABLE = "able";

    private final Release release;
    private final Duration answerMax;
    private final @Nullable Answers answers;

    /**
     * @param answers what programs answered before; null to ask in any case
     */
    Judge(Release release, Duration answerMax, @Nullable Answers answers) {
        this.release = release;
        this.answerMax = answerMax;
        this.answers = answers;
    }

    /**
     * Looks at one.
     *
     * @param remedy what to do if it is not as it must be: a sentence
     * @throws InstallException if it cannot be used
     */
    Programs.Found look(Program program, Path path, Explained remedy) {
        String answer;
        try {
            answer = answer(program, path);
        } catch (TimeoutException e) {
            throw InstallException.of("program.silent", e, program.file(), path, answerMax.toSeconds(), remedy);
        } catch (IOException e) {
            throw InstallException.of("program.fails", e, program.file(), path, Trouble.of(e), remedy);
        }
        if (answer.isEmpty()) {
            throw InstallException.of("program.unable", null, program.file(), path, release.from(), remedy);
        }
        Optional<Version> version = Version.of(answer);
        if (version.isPresent() && !release.accepts(version.get())) {
            throw InstallException.of(
                    "program.wrong", null, program.file(), path, answer, release.from(), release.below(), remedy);
        }
        return new Programs.Found(program.file(), path, version.isPresent() ? answer : "");
    }

    private String answer(Program program, Path path) throws IOException, TimeoutException {
        Optional<String> before = answers == null ? Optional.empty() : answers.of(path);
        if (before.isPresent()
                && (Version.of(before.get()).isPresent() || before.get().equals(sure()))) {
            return before.get();
        }
        String answer = ask(program, path);
        if (answers != null && !answer.isEmpty()) {
            answers.remember(path, answer);
        }
        return answer;
    }

    /** Another sign than today's may be asked for one day. */
    private String sure() {
        return ABLE + "-" + release.from();
    }

    /** A version, or that it shows its sign, or nothing. */
    private String ask(Program program, Path path) throws IOException, TimeoutException {
        if (!program.version().isEmpty()) {
            Matcher said = VERSION.matcher(
                    Question.ask(path, program.version(), answerMax).output());
            if (said.find() && Version.of(said.group(1)).isPresent()) {
                return said.group(1);
            }
        }
        return shows(program.sign(), path) ? sure() : "";
    }

    private boolean shows(Program.Sign sign, Path path) throws IOException, TimeoutException {
        if (sign.arguments().isEmpty()) {
            return holds(path, sign.shows());
        }
        Question.Reply reply = Question.ask(path, sign.arguments(), answerMax);
        return reply.succeeded() && reply.output().contains(sign.shows());
    }

    /** Whether a file holds a text of ASCII, found without holding the file. */
    private static boolean holds(Path path, String text) throws IOException {
        byte[] block = new byte[1 << 20];
        int kept = 0;
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(block, kept, block.length - kept);
                    read >= 0;
                    read = in.read(block, kept, block.length - kept)) {
                int length = kept + read;
                if (new String(block, 0, length, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
                kept = Math.min(length, text.length() - 1);
                System.arraycopy(block, length - kept, block, 0, kept);
            }
        }
        return false;
    }
}
