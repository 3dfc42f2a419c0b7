package qingshan.gateway.label;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Map;

/**
 * A QR code of error correction M (15 % may be spoilt) and at most version 6 (41 modules), so that its modules stay large
 * enough on a small label. Digits and capitals are packed closer than the rest, which any reader understands.
 */
public final class QrCode {
    /** White modules on each side, of which the code is part (ISO/IEC 18004). */
    public static final int QUIET_MODULES = 4;
    /** Characters of a link that fit whatever they are: the bytes of version 6 with M. */
    public static final int LINK_MAX = 106;

    private static final int VERSION_MAX = 6;

    private final int version;
    private final ByteMatrix matrix;

    private QrCode(int version, ByteMatrix matrix) {
        this.version = version;
        this.matrix = matrix;
    }

    /**
     * The code of a link.
     *
     * @param link in ASCII
     * @throws LabelException QR_TOO_LONG, which says by how many characters
     */
    public static QrCode of(String link) {
        if (!link.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("a link is printable ASCII");
        }
        if (link.length() > LINK_MAX) {
            throw LabelException.of(LabelFault.QR_TOO_LONG, link.length(), LINK_MAX, link.length() - LINK_MAX);
        }
        try {
            QRCode code = Encoder.encode(link, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true));
            int version = code.getVersion().getVersionNumber();
            if (version > VERSION_MAX) {
                throw new IllegalStateException("a link within " + LINK_MAX + " characters took version " + version);
            }
            return new QrCode(version, code.getMatrix());
        } catch (WriterException e) {
            throw new IllegalStateException("a link within the bounds could not be encoded", e);
        }
    }

    /** From 1 to 6. */
    public int version() {
        return version;
    }

    /** Modules of a side without the quiet zone. */
    public int size() {
        return matrix.getWidth();
    }

    /** Modules of a side with the quiet zone on both ends: what a printed size is divided by. */
    public int modules() {
        return size() + 2 * QUIET_MODULES;
    }

    /**
     * Whether a module is dark.
     *
     * @param x from the left edge of the quiet zone, from 0 to below {@link #modules()}
     * @param y from its upper edge
     */
    public boolean dark(int x, int y) {
        int column = x - QUIET_MODULES;
        int row = y - QUIET_MODULES;
        return column >= 0 && row >= 0 && column < size() && row < size() && matrix.get(column, row) == 1;
    }

    /** Takes stretches of dark modules. */
    @FunctionalInterface
    interface Stretches {
        void at(int x, int y, int length);
    }

    /** Each longest stretch of dark modules in a row, from the top, from the left. */
    void stretches(Stretches sink) {
        for (int y = QUIET_MODULES; y < modules() - QUIET_MODULES; y++) {
            for (int x = QUIET_MODULES, from = x; x <= modules() - QUIET_MODULES; x++) {
                if (!dark(x, y)) {
                    if (from < x) {
                        sink.at(from, y, x - from);
                    }
                    from = x + 1;
                }
            }
        }
    }

    /**
     * For a terminal: dark on light whatever the terminal's colours, two rows of modules in one of text, without a newline
     * at the end.
     */
    public String terminal() {
        StringBuilder out = new StringBuilder(modules() * modules());
        for (int y = 0; y < modules(); y += 2) {
            out.append(y == 0 ? "" : "\n").append("\u001b[30;107m");
            for (int x = 0; x < modules(); x++) {
                boolean above = dark(x, y);
                boolean below = dark(x, y + 1);
                out.append(above ? below ? '█' : '▀' : below ? '▄' : ' ');
            }
            out.append("\u001b[0m");
        }
        return out.toString();
    }
}
