package qingshan.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class PlainModelTest {
    @Test
    void the_model_shares_no_class_with_what_it_is_compared_with() {
        JavaClasses model = new ClassFileImporter().importPackages("qingshan.model.plain");
        assertThat(model).hasSizeGreaterThan(20);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("qingshan..")
                        .and(resideInAPackage("qingshan.model.plain..").negate())
                        .as("of qingshan, but not of the model"))
                .check(model);
    }
}
