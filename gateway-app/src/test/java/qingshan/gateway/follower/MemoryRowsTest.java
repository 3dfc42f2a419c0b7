package qingshan.gateway.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import qingshan.gateway.ledger.Position;
import qingshan.rules.testing.Story;

/** Rows in memory are the rows of the database. */
class MemoryRowsTest {
    private static final Set<Class<?>> NOT_IN_MEMORY =
            Set.of(Row.BlockRow.class, Row.TransactionRow.class, Row.OutcomeRow.class);

    @Test
    void the_whole_story_makes_the_same_rows_in_memory_as_in_the_database() throws SQLException {
        MemoryRows memory = new MemoryRows();
        try (County county = new County()) {
            county.submit(Story.told());
            new Follower(county.database().source()).catchUp(county.ledger());
            Position height = county.ledger().height();
            county.ledger().follow(Position.START, block -> {
                long number = block.getBlock().getHeader().getNumber();
                Decoded.of(number, block).changes().forEach(memory::apply);
                return number < height.block();
            });
            try (Connection connection = county.database().source().getConnection()) {
                for (Class<?> type : Row.class.getPermittedSubclasses()) {
                    if (!NOT_IN_MEMORY.contains(type)) {
                        Class<? extends Row> rowType = type.asSubclass(Row.class);
                        assertThat(new HashSet<>(memory.rows(rowType)))
                                .as(type.getSimpleName())
                                .isEqualTo(new HashSet<>(RowReader.select(
                                        connection, rowType, RowReader.table(rowType) + " t", List.of())))
                                .isNotEmpty();
                    }
                }
            }
        }
    }
}
