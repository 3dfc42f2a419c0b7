package qingshan.gateway.demo;

/**
 * A page that a demonstration has something to show on.
 *
 * @param kind what it shows: {@code order}, {@code held}, {@code recalled}, {@code not-dispatched}, {@code unknown}
 * @param path its address on this gateway
 */
public record DemoPage(String kind, String path) {}
