package qingshan.gateway.label;

import static org.junit.jupiter.api.Assumptions.abort;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Programs that read codes: ZXing, and zbar, which shares nothing with it. */
final class Readers {
    private static final int SECONDS_MAX = 60;

    private Readers() {}

    /** What ZXing reads, or what it says instead. */
    static String zxing(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        LuminanceSource source =
                new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (NotFoundException e) {
            return "no code found";
        } catch (ReaderException e) {
            return "not read: " + e.getClass().getSimpleName();
        }
    }

    /** What zbar reads; empty if nothing. */
    static String zbar(BufferedImage image, Path directory) throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "label", ".png");
        ImageIO.write(image, "png", file.toFile());
        String read = run(tool("zbarimg", "zbar-tools"), "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "" + file);
        Files.delete(file);
        return read.strip();
    }

    /** The path of a program; without it the test is skipped and says so. */
    static String tool(String name, String debianPackage) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> abort("skipped: no program " + name + " (Debian and Ubuntu: apt install "
                        + debianPackage + "), so labels were not read with it"));
    }

    /** What a program prints; zbar ends with 4 where it finds no code. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " did not end");
        }
        if (process.exitValue() != 0 && process.exitValue() != 4) {
            throw new IllegalStateException(command[0] + " ended with " + process.exitValue());
        }
        return said;
    }
}
