package qingshan.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import qingshan.gateway.scan.Villages.Grower;

/** Who may be seen, and what may be said of days. */
class VillagesTest {
    @Test
    void villages_of_fewer_than_three_households_are_merged_and_named_where_all_consented() {
        List<Story.Village> villages = Villages.of(List.of(
                new Grower("上安村", 1000, null),
                new Grower("上安村", 1000, "叶青"),
                new Grower("上安村", 1000, null),
                new Grower("横樟村", 3000, null),
                new Grower("横樟村", 500, "周山"),
                new Grower("界首村", 2000, "吴泉"),
                new Grower(null, 1500, null)));
        assertThat(villages)
                .containsExactly(
                        new Story.Village(List.of("上安村"), 1, 3, 3000, List.of("叶青")),
                        new Story.Village(List.of("界首村"), 3, 4, 7000, List.of("吴泉", "周山")));
    }

    @Test
    void one_household_alone_takes_the_smallest_village_with_it() {
        List<Grower> growers = new ArrayList<>(of("上安村", 4));
        growers.addAll(of("横樟村", 3));
        growers.add(new Grower("云边村", 84, "吴泉"));
        assertThat(Villages.of(growers))
                .containsExactly(
                        new Story.Village(List.of("上安村"), 1, 4, 4, List.of()),
                        new Story.Village(List.of("云边村", "横樟村"), 2, 4, 87, List.of("吴泉")));
    }

    @Test
    void of_two_households_no_share_is_told() {
        assertThat(Villages.of(of("上安村", 2))).containsExactly(new Story.Village(List.of(), 1, 2, null, List.of()));
    }

    private static List<Grower> of(String village, int households) {
        return Collections.nCopies(households, new Grower(village, 1, null));
    }

    /**
     * Nobody can compute the share of one household or of two: for each there is another season in which it is larger by
     * one and somebody else's smaller, of which the page tells the same.
     */
    @Test
    void from_what_is_told_no_share_of_one_household_or_two_can_be_computed() {
        Random random = new Random(20261121);
        for (int round = 0; round < 300; round++) {
            List<Grower> growers = growers(random);
            List<Story.Village> told = Villages.of(growers);
            assertThat(told.stream().mapToInt(Story.Village::households).sum()).isEqualTo(growers.size());
            if (growers.size() < Villages.HOUSEHOLDS_MIN) {
                assertThat(told)
                        .allSatisfy(village -> assertThat(village.share()).isNull());
                continue;
            }
            for (int one = 0; one < growers.size(); one++) {
                for (int other = one; other < growers.size(); other++) {
                    assertThat(mayBeMore(growers, one, other, told))
                            .as("%s: %s, %s", growers, one, other)
                            .isTrue();
                }
            }
        }
    }

    private static boolean mayBeMore(List<Grower> growers, int one, int other, List<Story.Village> told) {
        for (int giver = 0; giver < growers.size(); giver++) {
            if (giver != one && giver != other) {
                List<Grower> changed = new ArrayList<>(growers);
                changed.set(one, more(growers.get(one), 1));
                changed.set(giver, more(growers.get(giver), -1));
                if (Villages.of(changed).equals(told)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Grower more(Grower grower, int by) {
        return new Grower(grower.village(), grower.share() + by, grower.name());
    }

    private static List<Grower> growers(Random random) {
        int villages = 1 + random.nextInt(5);
        List<Grower> growers = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            int village = random.nextInt(villages + 1);
            growers.add(new Grower(
                    village == villages ? null : "村" + village,
                    1 + random.nextInt(3000),
                    random.nextBoolean() ? "户" + i : null));
        }
        return growers;
    }

    @Test
    void before_qingming_is_said_only_where_every_day_is_and_the_year_is_known() {
        assertThat(Qingming.allBefore(List.of(LocalDate.of(2026, 4, 4)))).isTrue();
        assertThat(Qingming.allBefore(List.of(LocalDate.of(2026, 4, 4), LocalDate.of(2026, 4, 5))))
                .isFalse();
        assertThat(Qingming.allBefore(List.of(LocalDate.of(1999, 3, 1)))).isFalse();
        assertThat(Qingming.allBefore(List.of())).isFalse();
    }

    @Test
    void a_map_needs_two_villages_and_keeps_within_its_frame() {
        List<Sketch.Place> two = List.of(
                new Sketch.Place("上安村", 119.40777, 28.54870, 7000), new Sketch.Place("横樟村", 119.31264, 28.41876, 3000));
        assertThat(Sketch.of(two.subList(0, 1), null)).isNull();
        Sketch sketch = Objects.requireNonNull(Sketch.of(two, new Sketch.Place("茶厂", 119.35, 28.45, 0)));
        assertThat(sketch.dots()).allSatisfy(dot -> {
            assertThat(dot.x()).isBetween(0.0, 320.0);
            assertThat(dot.y()).isBetween(0.0, 220.0);
        });
        double area = Math.pow(sketch.dots().getFirst().radius(), 2)
                / Math.pow(sketch.dots().getLast().radius(), 2);
        assertThat(area).isBetween(2.2, 2.5);
    }
}
