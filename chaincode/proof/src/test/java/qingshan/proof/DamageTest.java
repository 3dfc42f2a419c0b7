package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Block;
import org.junit.jupiter.api.Test;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.OffenceFound;

/** Bytes that are no longer what they were, by chance or by hand. */
class DamageTest {
    private static final int CHANGES = 200;

    private final TestCounty county = new TestCounty();

    DamageTest() {
        county.commit(county.party("a", 1));
    }

    @Test
    void every_changed_byte_of_an_export_is_damage_whatever_it_looks_like() {
        byte[] good = county.chain.export();
        AuditOptions asker = AuditOptions.at(TestChain.NOW).withoutSignatures();
        assertThat(TestChain.audit(good, asker).offence()).isNull();
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 + i % 255);
            assertThat(TestChain.offence(TestChain.audit(changed, asker)).kind())
                    .as("byte " + i)
                    .isEqualTo(Kind.EXPORT_DAMAGED);
        }
    }

    @Test
    void a_changed_byte_of_any_kind_of_transaction_is_found_even_where_the_digest_is_made_right() {
        long seed = 20261122;
        Random random = new Random(seed);
        TestChain chain = TestCounty.told().chain;
        Set<Integer> touched = new HashSet<>();
        for (int i = 0; i < CHANGES; i++) {
            int number = i < chain.blocks().size()
                    ? i
                    : random.nextInt(chain.blocks().size());
            Block good = chain.blocks().get(number);
            byte[] bytes = good.toByteArray();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                chain.tamper(number, block -> parsed(bytes));
                assertThat(chain.audit().offence()).as("seed " + seed).isNotNull();
            } catch (IllegalArgumentException e) {
                continue; // not even a block any more
            } finally {
                chain.blocks().set(number, good);
            }
            touched.add(number);
        }
        assertThat(touched).hasSizeGreaterThan(chain.blocks().size() / 2);
        assertThat(chain.audit().offence()).isNull();
    }

    private static Block.Builder parsed(byte[] bytes) {
        try {
            return Block.parseFrom(bytes).toBuilder();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void blocks_of_any_bytes_are_refused_and_never_break_the_decoder() {
        long seed = 20261121;
        Random random = new Random(seed);
        Block block = county.chain.blocks().get(1);
        byte[] good = block.toByteArray();
        ByteString envelope = block.getData().getData(0);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? mutated(good, random) : mutatedEnvelope(block, envelope, random);
            try {
                BlockDecoder.decode(1, bytes);
            } catch (OffenceFound found) {
                refused++;
                assertThat(found.offence().kind()).as("seed " + seed).isIn(Kind.MALFORMED, Kind.UNSUPPORTED);
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    private static byte[] mutatedEnvelope(Block block, ByteString envelope, Random random) {
        return block.toBuilder()
                .setData(block.getData().toBuilder()
                        .setData(0, ByteString.copyFrom(mutated(envelope.toByteArray(), random))))
                .build()
                .toByteArray();
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] changed = good.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }
}
