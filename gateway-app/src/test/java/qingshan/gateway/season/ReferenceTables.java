package qingshan.gateway.season;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reference importer's own reading of files, numbers and times: slow, in memory, and sharing nothing with what it checks. */
final class ReferenceTables {
    /** Order of texts by code point. */
    static final Comparator<String> BY_CODE_POINT =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final Pattern NUMBER = Pattern.compile("([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\\.([0-9]+))?");
    private static final List<Pattern> TIMES = List.of(
            Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)"),
            Pattern.compile("(\\d{4})/(\\d\\d?)/(\\d\\d?) (\\d\\d?):(\\d\\d?)"),
            Pattern.compile("(\\d{4})年(\\d\\d?)月(\\d\\d?)日 (\\d\\d?)时(\\d\\d?)分"));

    private ReferenceTables() {}

    /** All rows below the heading, each with as many fields as there are headings. */
    static List<List<String>> rows(Path file) {
        List<List<String>> records = records(text(file));
        int width = records.getFirst().size();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            List<String> row = new ArrayList<>();
            record.forEach(field -> row.add(clean(field)));
            while (row.size() < width) {
                row.add("");
            }
            rows.add(row);
        }
        return rows;
    }

    /** A number above zero, or null. */
    static @Nullable BigDecimal number(String text, int decimals) {
        Matcher m = NUMBER.matcher(text);
        if (!m.matches() || m.group(1).replace(",", "").length() > 12) {
            return null;
        }
        if (m.group(2) != null && m.group(2).length() > decimals) {
            return null;
        }
        BigDecimal value = new BigDecimal(text.replace(",", ""));
        return value.signum() > 0 ? value : null;
    }

    /** A local time, or null. */
    static @Nullable LocalDateTime time(String text) {
        for (Pattern pattern : TIMES) {
            Matcher m = pattern.matcher(text);
            if (m.matches()) {
                int[] n = new int[6];
                for (int i = 0; i < m.groupCount(); i++) {
                    n[i] = Integer.parseInt(m.group(i + 1));
                }
                try {
                    return LocalDateTime.of(n[0], n[1], n[2], n[3], n[4], n[5]);
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Whether digits end in GS1's check digit, and no zeros stand before a shorter form of the number. */
    static boolean gtin(String text) {
        if (!text.matches("[0-9]{8}|[0-9]{12,14}") || text.matches("0000[0-9]{8}|0[0-9]{12,13}")) {
            return false;
        }
        int sum = 0;
        String reversed = new StringBuilder(text).reverse().toString();
        for (int i = 0; i < reversed.length(); i++) {
            sum += Character.digit(reversed.charAt(i), 10) * (i % 2 == 1 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    private static String text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                return new String(bytes, Charset.forName("GB18030"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        String all = text.replace("\r\n", "\n").replace('\r', '\n') + "\n";
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < all.length() && all.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
                started = true;
            } else if (c == ',' || c == '\n') {
                if (c == ',' || started || !record.isEmpty() || !field.isEmpty()) {
                    record.add(field.toString());
                }
                field.setLength(0);
                started = false;
                if (c == '\n' && !record.isEmpty()) {
                    records.add(record);
                    record = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return records;
    }

    private static String clean(String field) {
        String trimmed = field.replaceAll("^[ \t\u3000]+|[ \t\u3000]+$", "");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            int place = "０１２３４５６７８９．，".indexOf(c);
            out.append(place < 0 ? c : "0123456789.,".charAt(place));
        }
        return out.toString();
    }
}
