package qingshan.gateway.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import qingshan.gateway.season.StirredSeason;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.web.Form;

/** Seasons as somebody would upload them. */
public final class Seasons {
    private Seasons() {}

    /** A small season in which rows are refused for many reasons, by the names of its files. */
    public static Map<String, byte[]> stirred(Path directory, int slips) {
        SeasonGenerator.write(directory, new SeasonPlan(7, 12, 3, 2, slips));
        StirredSeason.stir(directory, 7);
        return files(directory);
    }

    /** The files of a directory by their names. */
    public static Map<String, byte[]> files(Path directory) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : List.copyOf(all.toList())) {
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** A ZIP of files. */
    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A form with these files chosen. */
    public static Form chosen(Map<String, byte[]> files) {
        Form form = new Form();
        files.forEach((name, content) -> form.file("files", name, content));
        return form;
    }
}
