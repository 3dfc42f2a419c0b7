package qingshan.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.rules.authority.Endorsement;

/** That a gateway, which knows a command's contract, asks the same organizations as peers, which know what it writes. */
class AnswerableTest {
    private static final List<String> COUNTY = List.of("TradeMSP", "RegistryMSP", "AuditorMSP");

    static Stream<Class<?>> contracts() {
        return Stream.of(
                CardContract.class,
                OriginContract.class,
                PackContract.class,
                PartyContract.class,
                PolicyContract.class);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void the_commands_of_a_contract_are_of_one_kind(Class<?> type) {
        String contract =
                Objects.requireNonNull(type.getAnnotation(Contract.class)).name();
        boolean answerable = Endorsement.sets(contract, "RegistryMSP", COUNTY, 2, false).stream()
                .allMatch(set -> set.contains("RegistryMSP"));
        List<String> commands = Stream.of(type.getMethods())
                .filter(method -> isCommand(method.getAnnotation(Transaction.class)))
                .map(Method::getName)
                .toList();
        assertThat(commands).isNotEmpty().allMatch(command -> Endorsement.isOfItsSubmitter(command) == answerable);
    }

    private static boolean isCommand(Transaction transaction) {
        return transaction != null && transaction.intent() == Transaction.TYPE.SUBMIT;
    }
}
