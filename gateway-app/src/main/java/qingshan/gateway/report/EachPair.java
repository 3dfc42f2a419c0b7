package qingshan.gateway.report;

import java.io.IOException;

/** Takes pairs one by one, those with the same first together. */
@FunctionalInterface
public interface EachPair {
    /** Takes one. */
    void take(String first, String second) throws IOException;
}
