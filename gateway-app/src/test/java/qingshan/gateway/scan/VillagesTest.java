package qingshan.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import qingshan.gateway.scan.Villages.Grower;

/** Who may be seen, and what may be said of days. */
class VillagesTest {
    @Test
    void villages_of_fewer_than_three_households_are_merged_unless_all_consented() {
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
                        new Story.Village("上安村", 1, 3, 3000, List.of("叶青")),
                        new Story.Village("界首村", 1, 1, 2000, List.of("吴泉")),
                        new Story.Village(null, 2, 3, 5000, List.of("周山")));
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
