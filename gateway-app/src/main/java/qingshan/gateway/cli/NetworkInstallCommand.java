package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.install.InstallException;
import qingshan.gateway.network.install.Installer;
import qingshan.gateway.network.install.Order;
import qingshan.gateway.network.install.Watcher;

/** {@code ./qingshan network install}: finds the programs of Fabric and Fabric CA, and brings those that lack. */
@Command(name = "install")
final class NetworkInstallCommand implements Callable<Integer> {
    private static final String SHA256 = "[0-9a-fA-F]{64}";

    private final Sentences sentences;
    private final Map<String, String> environment;

    @Option(names = "--url", paramLabel = "URL", descriptionKey = "url")
    private @Nullable String url;

    @Option(names = "--from", paramLabel = "FILE", arity = "1..*", descriptionKey = "from")
    private List<Path> from = new ArrayList<>();

    @Option(names = "--sha256", paramLabel = "NAME=HEX", descriptionKey = "sha256")
    private Map<String, String> sha256 = new HashMap<>();

    @Option(names = "--sha256-file", paramLabel = "FILE", descriptionKey = "sha256-file")
    private @Nullable Path sha256File;

    @Spec
    private CommandSpec spec;

    NetworkInstallCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (url != null && !from.isEmpty()) {
            return wrong(sentences.say("network.install.either"));
        }
        Optional<URI> address;
        try {
            address = Optional.ofNullable(url).filter(text -> !text.isBlank()).map(Order::address);
        } catch (InstallException e) {
            return wrong(e.sentence(sentences.locale()));
        }
        Map<String, String> digests = digests();
        if (address.isEmpty() && from.isEmpty()) {
            String set = environment.getOrDefault("QINGSHAN_FABRIC_URL", "");
            address = set.isBlank() ? Optional.empty() : Optional.of(Order.address(set));
        }
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            new Installer(environment, new Order(address, from, digests), new Shown(progress)).run();
        }
        return CommandLine.ExitCode.OK;
    }

    /** Of a file those of the archives that matter; each that is given by itself must be of one of them. */
    private Map<String, String> digests() {
        List<String> archives = from.isEmpty()
                ? Order.archives()
                : from.stream().map(file -> String.valueOf(file.getFileName())).toList();
        Map<String, String> digests = new HashMap<>();
        if (sha256File != null) {
            digests.putAll(Order.digests(sha256File));
            digests.keySet().retainAll(archives);
            if (digests.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "", spec.findOption("--sha256-file"), sha256File.toString());
            }
        }
        sha256.forEach((name, hex) -> {
            if (!archives.contains(name) || !hex.matches(SHA256)) {
                throw new ParameterException(spec.commandLine(), "", spec.findOption("--sha256"), name + "=" + hex);
            }
            digests.put(name, hex.toLowerCase(Locale.ROOT));
        });
        return digests;
    }

    private int wrong(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return CommandLine.ExitCode.USAGE;
    }

    /** Sentences go to the output, how far it is to the terminal. */
    private final class Shown implements Watcher {
        private final Progress progress;

        private Shown(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void say(Explained sentence) {
            PrintWriter out = spec.commandLine().getOut();
            progress.clear();
            out.println(sentence.sentence(sentences.locale()));
            out.flush();
        }

        @Override
        public void progress(Supplier<Explained> line) {
            progress.tell(() -> line.get().sentence(sentences.locale()));
        }
    }
}
