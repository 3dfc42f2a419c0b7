package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.demo.DemoPage;
import qingshan.gateway.label.QrCode;
import qingshan.gateway.staff.Accounts;
import qingshan.gateway.staff.Menu;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Gateway;
import qingshan.gateway.web.GatewaySettings;

/**
 * What {@code up} says once it listens.
 *
 * @param sentences in the operator's language
 * @param settings as it was started
 */
record Welcome(Sentences sentences, GatewaySettings settings) {
    /** Of the longest address of a page, in most cases. */
    private static final int WIDTH = 40;

    /**
     * Says it.
     *
     * @param demo what a demonstration has to show
     * @param cards to try at its counter, the buyer's last
     */
    void print(Gateway gateway, boolean demoUsers, List<DemoPage> demo, List<String> cards, PrintWriter out) {
        boolean local = settings.host().equals(GatewaySettings.LOOPBACK);
        String here = gateway.url().toString();
        String address = local ? here : lanAddress(gateway.port(), here);
        String first = demo.isEmpty() ? address : address + demo.getFirst().path();
        out.println(
                QrCode.of(first.length() > QrCode.LINK_MAX ? address : first).terminal());
        out.println(sentences.say("up.listens", address));
        out.println(sentences.say(local ? "up.local" : "up.lan"));
        if (settings.published() == null) {
            out.println(sentences.say("up.sample"));
        }
        if (demoUsers) {
            out.println();
            out.println(sentences.say("up.demo.users", Accounts.DEMO_PASSWORD, Accounts.DEMO_PIN, Role.codes()));
        }
        if (!demo.isEmpty()) {
            out.println();
            out.println(sentences.say("up.demo.pages"));
            for (DemoPage page : demo) {
                out.println("  " + address + page.path() + "  " + sentences.say("up.demo." + page.kind()));
            }
            out.println("  " + address + demo.getFirst().path() + "/proof  " + sentences.say("up.demo.proof"));
        }
        out.println();
        pages(address, demoUsers, out);
        if (!cards.isEmpty()) {
            out.println();
            out.println(sentences.say(
                    "up.demo.cards", String.join(", ", cards.subList(0, cards.size() - 1)), cards.getLast()));
        }
        out.println();
        out.println(sentences.say("up.go.on", address, address + "/staff"));
        out.println(sentences.say("up.stop"));
        out.flush();
    }

    /** Every page of staff, one a line, with the roles that may open it. */
    private void pages(String address, boolean demoUsers, PrintWriter out) {
        Sentences staff = Sentences.of(Menu.class, "Staff", sentences.locale());
        out.println(sentences.say(demoUsers ? "up.pages.demo" : "up.pages"));
        for (Menu page : Menu.values()) {
            String roles = Arrays.stream(Role.values())
                    .filter(role -> Menu.of(role).contains(page))
                    .map(Role::code)
                    .collect(Collectors.joining(", "));
            line(address + page.path(), staff.say("menu." + page.name()), roles, out);
            if (page == Menu.COUNTER) {
                line(address + "/counter/window", sentences.say("up.pages.window"), roles, out);
            }
        }
        line(address + "/api", sentences.say("up.pages.api"), "./qingshan user token", out);
    }

    private static void line(String address, String what, String who, PrintWriter out) {
        out.println("  " + address + " ".repeat(Math.max(0, WIDTH - address.length())) + " " + what + " · " + who);
    }

    private static String lanAddress(int port, String otherwise) {
        String host = lanHost();
        return host == null ? otherwise : "http://" + host + ":" + port;
    }

    private static @Nullable String lanHost() {
        try {
            List<NetworkInterface> interfaces =
                    NetworkInterface.networkInterfaces().toList();
            for (NetworkInterface one : interfaces) {
                if (!one.isUp() || one.isLoopback() || one.isVirtual()) {
                    continue;
                }
                for (InetAddress address : one.inetAddresses().toList()) {
                    if (address instanceof Inet4Address && address.isSiteLocalAddress()) {
                        return address.getHostAddress();
                    }
                }
            }
            return null;
        } catch (SocketException e) {
            return null;
        }
    }
}
