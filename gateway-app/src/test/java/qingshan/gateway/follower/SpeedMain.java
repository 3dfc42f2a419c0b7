package qingshan.gateway.follower;

import java.lang.management.ManagementFactory;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.rules.testing.World;

final class SpeedMain {
    public static void main(String[] args) {
        try (County county = new County()) {
            Load load = new Load(county);
            int n = Integer.parseInt(args[0]);
            long t = System.nanoTime();
            load.harvests(n / 2);
            load.throughTheTrader(n / 2, 10);
            System.out.printf("imported %d in %.1f s%n", n, (System.nanoTime() - t) / 1e9);
            for (int i = 0; i < 3; i++) {
                try (Database rows = TestPostgres.fresh()) {
                    long t0 = System.nanoTime();
                    long c0 = cpu();
                    new Follower(rows.source()).catchUp(county.ledger());
                    double s = (System.nanoTime() - t0) / 1e9;
                    System.out.printf(
                            "followed in %.2f s, %.2f s java cpu: %s%n",
                            s,
                            (cpu() - c0) / 1e9,
                            Rows.of(rows.source(), "SELECT (SELECT count(*) FROM read.record), (SELECT count(*) FROM read.part), (SELECT count(*) FROM read.outcome)"));
                }
            }
        }
        System.exit(0);
    }

    static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
