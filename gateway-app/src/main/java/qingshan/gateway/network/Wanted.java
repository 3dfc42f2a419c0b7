package qingshan.gateway.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import qingshan.rules.json.Records;

/**
 * The services that are to run, in the order in which they start: {@code run/wanted.json}, which whoever changes the network
 * writes and the supervisor reads.
 */
record Wanted(List<Service> services) {
    Wanted {
        services = List.copyOf(services);
    }

    static Wanted read(Place place) {
        Path file = file(place);
        return Files.exists(file) ? Place.read(file, Wanted.class) : new Wanted(List.of());
    }

    void write(Place place) {
        Place.write(file(place), Records.bytes(this, Wanted.class));
    }

    static Path file(Place place) {
        return place.run().resolve("wanted.json");
    }
}
