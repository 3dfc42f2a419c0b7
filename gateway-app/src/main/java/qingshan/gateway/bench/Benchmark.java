package qingshan.gateway.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Measures some figures that belong together. */
interface Benchmark {
    /** As the command line names it; its method is the sentence {@code method.NAME}. */
    String name();

    /** Measures, and says each figure as soon as it is known. */
    void run(Ground ground, Consumer<Figure> figures) throws IOException, SQLException, InterruptedException;
}
