package qingshan.proof.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.OffenceFound;

class ExportTest {
    private static final ExportHeader HEADER = new ExportHeader("qingshan", List.of("RegistryMSP", "TradeMSP"));
    private static final List<byte[]> BLOCKS = List.of(bytes("block zero"), bytes("b"), bytes("BEBEBEBE\0\0\0\1"));

    @Test
    void what_is_written_is_read() throws IOException {
        try (ExportReader reader = new ExportReader(new ByteArrayInputStream(export()))) {
            assertThat(reader.header()).isEqualTo(HEADER);
            for (byte[] block : BLOCKS) {
                assertThat(reader.next()).isEqualTo(block);
            }
            assertThat(reader.next()).isNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void the_format_is_the_documented_one() throws IOException {
        String json = "{\"channel\":\"qingshan\",\"organizations\":[\"RegistryMSP\",\"TradeMSP\"]}";
        assertThat(new String(export(), StandardCharsets.ISO_8859_1))
                .startsWith("qingshan-export 1\n\0\0\0A" + json + "B\0\0\0\12block zeroB\0\0\0\1b");
        assertThat(export()).hasSize(18 + 4 + 65 + 3 * 5 + 10 + 1 + 12 + 1 + 8 + 32);
    }

    @Test
    void every_single_changed_bit_is_found() throws IOException {
        byte[] good = export();
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = good.clone();
                changed[i] ^= (byte) (1 << bit);
                damaged(changed);
            }
        }
    }

    @Test
    void every_cut_is_found() throws IOException {
        byte[] good = export();
        for (int length = 0; length < good.length; length++) {
            damaged(Arrays.copyOf(good, length));
        }
    }

    @Test
    void every_added_and_every_removed_byte_is_found() throws IOException {
        byte[] good = export();
        for (int i = 0; i <= good.length; i++) {
            ByteArrayOutputStream more = new ByteArrayOutputStream();
            more.write(good, 0, i);
            more.write('B');
            more.write(good, i, good.length - i);
            damagedUnlessEqual(more.toByteArray(), good);
            if (i < good.length) {
                ByteArrayOutputStream less = new ByteArrayOutputStream();
                less.write(good, 0, i);
                less.write(good, i + 1, good.length - i - 1);
                damaged(less.toByteArray());
            }
        }
    }

    @Test
    void a_header_is_refused_that_no_writer_makes() {
        for (String channel : List.of("", "Qingshan", "a b", "a\"")) {
            assertThatThrownBy(() -> new ExportHeader(channel, List.of("A")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (List<String> organizations :
                List.of(List.<String>of(), List.of("B", "A"), List.of("A", "A"), List.of("A\""))) {
            assertThatThrownBy(() -> new ExportHeader("qingshan", organizations))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] export() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportWriter writer = new ExportWriter(out, HEADER);
        for (byte[] block : BLOCKS) {
            writer.block(block);
        }
        writer.finish();
        return out.toByteArray();
    }

    private static void damagedUnlessEqual(byte[] export, byte[] good) throws IOException {
        if (!Arrays.equals(export, good)) {
            damaged(export);
        }
    }

    private static void damaged(byte[] export) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        try (ExportReader reader = new ExportReader(new ByteArrayInputStream(export))) {
            for (byte[] block = reader.next(); block != null; block = reader.next()) {
                blocks.add(block);
            }
        } catch (OffenceFound found) {
            assertThat(found.offence().kind()).isEqualTo(Kind.EXPORT_DAMAGED);
            return;
        }
        throw new AssertionError("not found: " + blocks.size() + " blocks");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
