package qingshan.rules.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.testing.World;

class IdsTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789abcdef",
                "0123456789abcdeg0123456789abcdef",
                "0123456789abcde\u066a0123456789abcdef",
                " 123456789abcdef0123456789abcdef"
            })
    void an_id_and_a_salt_are_32_lower_case_hexadecimal_digits(String bad) {
        assertThat(new Id(HEX).value()).isEqualTo(new Salt(HEX).value());
        assertThatIllegalArgumentException().isThrownBy(() -> new Id(bad));
        assertThatIllegalArgumentException().isThrownBy(() -> new Salt(bad));
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(bad));
    }

    @Test
    void a_digest_is_sha_256() {
        assertThat(Digest.of("abc").value())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0b9c1e7a5f0e4f4b9a533f7d1c2b4a5e",
                "0B9C1E7A-5F0E-4F4B-9A53-3F7D1C2B4A5E",
                "0b9c1e7a-5f0e-4f4b-9a53-3f7d1c2b4a5",
                "0b9c1e7a-5f0e-4f4b-9a53-3f7d1c2b4a5e0",
                "0b9c1e7a-5f0e-4f4b-9a533-f7d1c2b4a5e",
                "0b9c1e7a-5f0e-4f4b-9a53-3f7d1c2b4-5e",
                "{b9c1e7a-5f0e-4f4b-9a53-3f7d1c2b4a5e"
            })
    void a_command_id_is_a_uuid_in_lower_case(String bad) {
        assertThat(new CommandId("0b9c1e7a-5f0e-4f4b-9a53-3f7d1c2b4a5e").toString())
                .hasSize(36);
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandId(bad));
    }

    @Test
    void a_record_is_named_by_what_makes_it_count_once() {
        Id id = new Id(HEX);
        assertThat(RecordName.row(id, new Name("2026-spring"), "slips", new Text("A/1"))
                        .value())
                .isEqualTo("row/" + HEX + "/2026-spring/slips/A/1");
        assertThat(RecordName.command(World.commandId("x")).value()).startsWith("command/");
        assertThat(RecordName.signed(new Counter(id, 2, 17)).value()).isEqualTo("card/" + HEX + "/2/17");
        assertThat(RecordName.signed(new Counter(id, 16, 999_999_999_999L)).parts())
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "row",
                "row/0/s/slips/1",
                "row/0123456789abcdef0123456789abcdef/s/slips",
                "row/0123456789abcdef0123456789abcdef/s/slips/",
                "row/0123456789abcdef0123456789abcdef//slips/1",
                "row/0123456789abcdef0123456789abcdef/s/cards/1",
                "command/1",
                "command/0b9c1e7a-5f0e-4f4b-9a53-3f7d1c2b4a5e/1",
                "card/0123456789abcdef0123456789abcdef/1",
                "card/0123456789abcdef0123456789abcdef/1/1/1",
                "card/0123456789abcdef0123456789abcdef/0/1",
                "card/0123456789abcdef0123456789abcdef/17/1",
                "card/0123456789abcdef0123456789abcdef/4294967297/1",
                "card/0123456789abcdef0123456789abcdef/01/1",
                "card/0123456789abcdef0123456789abcdef/1/01",
                "card/0123456789abcdef0123456789abcdef/1/0",
                "card/0123456789abcdef0123456789abcdef/1/-1",
                "card/0123456789abcdef0123456789abcdef/1/1000000000000",
                "card/0123456789abcdef0123456789abcdef/\u0661/1",
                "slip/0123456789abcdef0123456789abcdef"
            })
    void nothing_else_names_a_record(String bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordName(bad));
        assertThatCode(() -> new RecordName("card/" + HEX + "/1/1")).doesNotThrowAnyException();
    }
}
