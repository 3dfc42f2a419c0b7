package qingshan.rules.origin;

import org.jspecify.annotations.Nullable;
import qingshan.rules.value.Area;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;
import qingshan.rules.value.Text;

/**
 * A plot of tea; its coordinates stay with the organization that knows them.
 *
 * @param plot its id
 * @param party who grows on it
 * @param area in thousandths of a mu
 * @param cultivar or absent
 * @param village or absent
 * @param basis adopted or approved
 * @param mspId who registered it
 */
public record Plot(
        Id plot,
        Id party,
        Area area,
        @Nullable Text cultivar,
        @Nullable Text village,
        Basis basis,
        String mspId) {}
