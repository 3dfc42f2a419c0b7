package qingshan.gateway.season;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import qingshan.gateway.Sha256;

/** The first look at a file: its digest, and its encoding told from its bytes; a line beyond the bound ends it at once. */
final class FileSurvey {
    static final Charset GB18030 = Charset.forName("GB18030");
    private static final int BUFFER = 1 << 16;
    private static final int MARK = 0xEFBBBF;
    private static final int MARK_BYTES = 3;

    private final Path file;
    private final Utf8Check utf8 = new Utf8Check();
    private final MessageDigest digest = Sha256.start();
    private long offset;
    private long line = 1;
    private long lineStart;
    private int previous = -1;
    private long utf8ErrorOffset = -1;
    private long utf8ErrorLine;
    private int head;

    private FileSurvey(Path file) {
        this.file = file;
    }

    /** Reads the whole file once, or twice if it is no UTF-8. */
    static SeasonFile.Seen of(Path file) {
        return new FileSurvey(file).read();
    }

    private SeasonFile.Seen read() {
        try {
            FileStamp stamp = FileStamp.of(file);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                    for (int i = 0; i < n; i++) {
                        take(buffer[i] & 0xFF);
                    }
                }
            }
            if (utf8ErrorOffset < 0 && !utf8.isWhole()) {
                utf8ErrorOffset = offset;
                utf8ErrorLine = line;
            }
            boolean marked = offset >= MARK_BYTES && head == MARK;
            if (utf8ErrorOffset >= 0 && marked) {
                throw neither(utf8ErrorOffset, utf8ErrorLine);
            }
            Charset charset = utf8ErrorOffset < 0 ? StandardCharsets.UTF_8 : gb18030();
            if (!FileStamp.of(file).equals(stamp)) {
                throw SeasonException.at(SeasonFault.IMPORT_FILE_CHANGED, name());
            }
            return new SeasonFile.Seen(charset, marked, HexFormat.of().formatHex(digest.digest()), stamp);
        } catch (IOException e) {
            throw SeasonException.unreadable(file, e);
        }
    }

    private void take(int b) {
        if (previous == '\n' || (previous == '\r' && b != '\n')) {
            line++;
            lineStart = offset;
        }
        if (offset - lineStart >= SeasonLimits.LINE_BYTES_MAX) {
            throw SeasonException.at(SeasonFault.IMPORT_LINE_TOO_LONG, name(), line, SeasonLimits.LINE_BYTES_MAX);
        }
        if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
            throw SeasonException.at(SeasonFault.IMPORT_FILE_NOT_TEXT, name(), line, offset);
        }
        if (utf8ErrorOffset < 0 && !utf8.take(b)) {
            utf8ErrorOffset = offset;
            utf8ErrorLine = line;
        }
        if (offset < MARK_BYTES) {
            head = head << 8 | b;
        }
        previous = b;
        offset++;
    }

    /** No UTF-8, so it must be GB18030. */
    private Charset gb18030() throws IOException {
        CharsetDecoder decoder = GB18030.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long base = 0;
        long atLine = 1;
        try (InputStream in = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = n < 0;
                bytes.position(bytes.position() + Math.max(n, 0)).flip();
                chars.clear();
                CoderResult result = decoder.decode(bytes, chars, end);
                atLine += lines(chars.flip());
                if (result.isError()) {
                    throw neither(base + bytes.position(), atLine);
                }
                base += bytes.position();
                bytes.compact();
            }
        }
        return GB18030;
    }

    /** Neither encoding; the place where the better of the two gave up is named. */
    private SeasonException neither(long gbOffset, long gbLine) {
        boolean further = gbOffset > utf8ErrorOffset;
        return SeasonException.at(
                SeasonFault.IMPORT_FILE_ENCODING,
                name(),
                further ? gbLine : utf8ErrorLine,
                further ? gbOffset : utf8ErrorOffset);
    }

    private static long lines(CharBuffer chars) {
        return chars.chars().filter(c -> c == '\n').count();
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }
}
