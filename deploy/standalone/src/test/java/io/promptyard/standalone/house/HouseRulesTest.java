package io.promptyard.standalone.house;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** Names, nullness, and where time, chance and words to the terminal may come from. */
@AnalyzeClasses(packages = "io.promptyard", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
    /** Where a process is put together: what is injected everywhere else is made here. */
    private static final String[] COMPOSITION_ROOTS = {
        "io.promptyard.standalone.runtime..", "io.promptyard.standalone.cli..", "io.promptyard.standalone.demo.."
    };

    @ArchTest
    static final ArchRule shouldBeGivenTimeAndChanceWhenItIsNoCompositionRoot = noClasses()
            .that()
            .resideOutsideOfPackages(COMPOSITION_ROOTS)
            .and()
            .doNotHaveFullyQualifiedName("io.promptyard.simulator.SimulatorSettings")
            .should()
            .accessTargetWhere(calls(Clock.class, "systemUTC")
                    .or(calls(Clock.class, "systemDefaultZone"))
                    .or(calls(Instant.class, "now"))
                    .or(calls(System.class, "currentTimeMillis"))
                    .or(calls(Math.class, "random"))
                    .or(calls(UUID.class, "randomUUID"))
                    .or(calls(ThreadLocalRandom.class, "current"))
                    .or(calls(Random.class, "<init>"))
                    .as("the wall clock or chance"))
            .because("every decision can be replayed from its inputs");

    @ArchTest
    static final ArchRule shouldNotSleepWhenItIsNotADyingStreamThread = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.promptyard.router.app.StreamsApplication") // before it is replaced
            .and()
            .doNotHaveFullyQualifiedName("io.promptyard.serde.RegistryWait") // while the registry is down
            .and()
            .resideOutsideOfPackage("io.promptyard.standalone.demo..")
            .should()
            .accessTargetWhere(calls(Thread.class, "sleep"));

    @ArchTest
    static final ArchRule shouldNotWriteToTheTerminalWhenItIsNoCommand = noClasses()
            .that()
            .resideOutsideOfPackages("io.promptyard.standalone.cli..", "io.promptyard.standalone.demo..")
            .should()
            .accessTargetWhere(calls(System.class, "out")
                    .or(calls(System.class, "err"))
                    .or(calls(Throwable.class, "printStackTrace"))
                    .as("standard streams"));

    @ArchTest
    static final ArchRule shouldLogThroughSlf4jWhenItLogs = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule shouldNotEndTheProcessWhenItIsNotMain = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.promptyard.standalone.cli.Main")
            .should()
            .accessTargetWhere(calls(System.class, "exit").or(calls(Runtime.class, "halt")));

    @ArchTest
    static final ArchRule shouldBeNamedForWhatItIsWhenItIsAClass = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Impl|Manager|Common|Misc)")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule shouldKeepNoStateOfTheProcessWhenItIsStatic = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(resideInAPackage("io.promptyard..")
                    .and(DescribedPredicate.not(resideInAPackage("io.promptyard.avro.."))))
            .should()
            .beFinal();

    @ArchTest
    static void shouldBeNullMarkedWhenItIsAPackageOfOurs(JavaClasses imported) {
        // Given
        var packages = imported.stream()
                .map(JavaClass::getPackage)
                .filter(held -> !held.getName().startsWith("io.promptyard.avro"))
                .distinct()
                .toList();
        // When
        var unmarked = packages.stream()
                .filter(held -> !held.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        // Then
        assertThat(packages).hasSizeGreaterThan(20);
        assertThat(unmarked).isEmpty();
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String member) {
        return target(owner(JavaClass.Predicates.assignableTo(owner))).and(target(HasName.Predicates.name(member)));
    }
}
