package qingshan.gateway.season.report;

/** Takes pairs one by one, those with the same first together. */
@FunctionalInterface
public interface EachPair {
    /** Takes one. */
    void take(String first, String second);
}
