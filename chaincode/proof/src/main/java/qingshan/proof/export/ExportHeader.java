package qingshan.proof.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an export says of itself before its blocks, as canonical JSON.
 *
 * @param channel the channel's name
 * @param organizations the MSP ids of the channel's members, sorted, each once
 */
public record ExportHeader(String channel, List<String> organizations) {
    static final int BYTES_MAX = 16_384;
    static final int ORGANIZATIONS_MAX = 100;

    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9.-]{0,248}");
    private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern FORM =
            Pattern.compile("\\{\"channel\":\"([a-z0-9.-]*)\",\"organizations\":\\[([A-Za-z0-9.,\"-]*)]}");

    /** Refuses names that Fabric would refuse, and organizations out of order. */
    public ExportHeader {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("no name of a channel");
        }
        organizations = List.copyOf(organizations);
        if (organizations.isEmpty() || organizations.size() > ORGANIZATIONS_MAX) {
            throw new IllegalArgumentException("no organizations, or too many");
        }
        String before = "";
        for (String organization : organizations) {
            if (!ORGANIZATION.matcher(organization).matches() || organization.compareTo(before) <= 0) {
                throw new IllegalArgumentException("organizations are not MSP ids in order");
            }
            before = organization;
        }
    }

    byte[] bytes() {
        String json =
                "{\"channel\":\"" + channel + "\",\"organizations\":[\"" + String.join("\",\"", organizations) + "\"]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the one form that {@link #bytes} writes. */
    static ExportHeader read(byte[] json) {
        Matcher matcher = FORM.matcher(new String(json, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the header is not of this form");
        }
        List<String> organizations = new ArrayList<>();
        for (String quoted : matcher.group(2).split(",", ORGANIZATIONS_MAX + 1)) {
            if (quoted.length() < 2 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) {
                throw new IllegalArgumentException("the header is not of this form");
            }
            organizations.add(quoted.substring(1, quoted.length() - 1));
        }
        return new ExportHeader(matcher.group(1), organizations);
    }
}
