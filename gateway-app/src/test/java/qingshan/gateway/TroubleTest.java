package qingshan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TroubleTest {
    @ParameterizedTest
    @CsvSource({
        "53100, DISK_FULL",
        "57P01, DATABASE_LOST",
        "08006, DATABASE_LOST",
        "08003, DATABASE_LOST",
        "08001, DATABASE_UNREACHABLE",
        "28P01, DATABASE_LOGIN",
        "28000, DATABASE_LOGIN",
        "3D000, DATABASE_ABSENT",
        "XX001, DATABASE_DAMAGED",
        "58030, DATABASE_DAMAGED",
        "42P01, DATABASE"
    })
    void the_database_is_understood_by_its_codes(String state, Trouble.Kind kind) {
        assertThat(Trouble.of(new IllegalStateException(new SQLException("raw words", state)))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void a_full_disk_beneath_a_lost_connection_is_what_counts() {
        IOException full = new FileSystemException("file", null, "No space left on device");
        assertThat(Trouble.of(new SQLException("raw words", "08006", full)).kind())
                .isEqualTo(Trouble.Kind.DISK_FULL);
        assertThat(Trouble.of(new SQLException("raw words", "08006", new IOException("odd")))
                        .kind())
                .isEqualTo(Trouble.Kind.DATABASE_LOST);
    }

    @Test
    void files_are_understood_by_what_they_are(@TempDir Path directory) throws IOException {
        assertThat(kind(() -> Files.readString(directory.resolve("none")))).isEqualTo(Trouble.Kind.ABSENT);
        assertThat(kind(() -> Files.readString(directory))).isEqualTo(Trouble.Kind.DIRECTORY);
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(kind(() -> Files.writeString(file.resolve("below"), ""))).isEqualTo(Trouble.Kind.NOT_A_DIRECTORY);
        if (Files.exists(Path.of("/dev/full"))) {
            assertThat(kind(() -> {
                        try (FileOutputStream out = new FileOutputStream("/dev/full")) {
                            out.write(1);
                        }
                    }))
                    .isEqualTo(Trouble.Kind.DISK_FULL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_says_what_is_wrong_and_what_to_do_in_either_language(Trouble.Kind kind) {
        Trouble trouble = new Trouble(kind, "detail");
        assertThat(trouble.sentence(Locale.ENGLISH)).contains("; ").doesNotEndWith(".");
        assertThat(trouble.sentence(Locale.CHINESE)).contains("；").doesNotEndWith("。");
    }

    private interface Act {
        void run() throws IOException;
    }

    private static Trouble.Kind kind(Act act) {
        try {
            act.run();
        } catch (IOException e) {
            return Trouble.of(new UncheckedIOException(e)).kind();
        }
        throw new IllegalStateException("it worked");
    }
}
