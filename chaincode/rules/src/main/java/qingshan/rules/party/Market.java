package qingshan.rules.party;

import java.util.List;
import qingshan.rules.value.Id;
import qingshan.rules.value.Text;

/**
 * A market and its scales.
 *
 * @param market its id
 * @param name its public name
 * @param mspId the organization that runs it, whose clerks attest for its scales
 * @param scales the scales registered now, sorted
 * @param retired the scales taken out of use, sorted: no import brings one of them back
 */
public record Market(Id market, Text name, String mspId, List<Text> scales, List<Text> retired) {}
