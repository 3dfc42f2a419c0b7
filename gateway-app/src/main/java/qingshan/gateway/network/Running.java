package qingshan.gateway.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import qingshan.rules.json.Records;

/**
 * The processes that run, as the supervisor last wrote them: {@code run/running.json}.
 *
 * @param processes each with its service's name
 */
record Running(List<One> processes) {
    Running {
        processes = List.copyOf(processes);
    }

    /**
     * A process.
     *
     * @param name its service
     * @param pid its number
     * @param birth by which another process that got the number is told
     * @param starts how often the service was started, this one counted
     */
    record One(String name, long pid, String birth, int starts) {
        /** The process, if it is still this one. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> !birth.isEmpty() && Birth.of(process).equals(birth));
        }
    }

    static Running read(Place place) {
        Path file = file(place);
        return Files.exists(file) ? Place.read(file, Running.class) : new Running(List.of());
    }

    void write(Place place) {
        Place.write(file(place), Records.bytes(this, Running.class));
    }

    Optional<One> of(String name) {
        return processes.stream().filter(one -> one.name.equals(name)).findFirst();
    }

    /** Those that are still there. */
    List<ProcessHandle> alive() {
        return processes.stream().flatMap(one -> one.handle().stream()).toList();
    }

    private static Path file(Place place) {
        return place.run().resolve("running.json");
    }
}
