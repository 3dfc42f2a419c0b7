package qingshan.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the arrows between modules and packages point. */
@AnalyzeClasses(
        packages = "qingshan",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /** Leaves out the tests of other modules, which come in a jar of their own. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] FOUNDATION = {
        "qingshan.rules.value..", "qingshan.rules.json..", "qingshan.rules.state..", "qingshan.rules.signature.."
    };

    @ArchTest
    static final ArchRule rules_know_the_JDK_jackson_core_and_bouncy_castle_only = classes()
            .that()
            .resideInAPackage("qingshan.rules..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "qingshan.rules..",
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson.core..",
                    "org.bouncycastle..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule contracts_know_rules_and_fabric_only = noClasses()
            .that()
            .resideInAPackage("qingshan.contracts..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("qingshan.proof..", "qingshan.gateway..", "io.micronaut.."));

    @ArchTest
    static final ArchRule proof_knows_rules_and_the_protobuf_classes_only = noClasses()
            .that()
            .resideInAPackage("qingshan.proof..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "qingshan.contracts..",
                    "qingshan.gateway..",
                    "io.micronaut..",
                    "org.hyperledger.fabric.shim..",
                    "org.hyperledger.fabric.contract.."));

    @ArchTest
    static final ArchRule the_ledger_interface_knows_no_ledger = noClasses()
            .that()
            .resideInAPackage("qingshan.gateway.ledger..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "qingshan.gateway.embedded..", "qingshan.gateway.season..", "qingshan.gateway.cli.."));

    @ArchTest
    static final ArchRule only_commands_know_commands = noClasses()
            .that(resideInAPackage("qingshan.gateway..")
                    .and(resideInAPackage("qingshan.gateway.cli..").negate()))
            .should()
            .dependOnClassesThat(resideInAPackage("qingshan.gateway.cli.."));

    @ArchTest
    static final ArchRule the_foundation_knows_no_feature = noClasses()
            .that()
            .resideInAnyPackage(FOUNDATION)
            .should()
            .dependOnClassesThat(resideInAPackage("qingshan.rules.*..")
                    .and(resideInAnyPackage(FOUNDATION).negate()));

    @ArchTest
    static final ArchRule features_of_the_rules_form_no_cycle =
            slices().matching("qingshan.rules.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_of_the_contracts_form_no_cycle =
            slices().matching("qingshan.contracts.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_of_the_gateway_form_no_cycle =
            slices().matching("qingshan.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void every_module_is_looked_at(JavaClasses all) {
        for (String module : new String[] {"rules", "contracts", "proof", "gateway"}) {
            assertThat(all.that(resideInAPackage("qingshan." + module + ".."))).hasSizeGreaterThan(2);
        }
    }

    @ArchTest
    static void an_arrow_the_wrong_way_is_found(JavaClasses all) {
        ArchRule upsideDown = noClasses()
                .that()
                .resideInAPackage("qingshan.gateway..")
                .should()
                .dependOnClassesThat(resideInAPackage("qingshan.gateway"));
        assertThatThrownBy(() -> upsideDown.check(all)).isInstanceOf(AssertionError.class);
    }
}
