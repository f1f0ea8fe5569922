package io.promptyard.standalone.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point down only, and the gateway and the topology meet on topics alone. */
@AnalyzeClasses(packages = "io.promptyard", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {
    private static final String[] KAFKA_AND_VERTX = {"org.apache.kafka..", "io.vertx.."};

    @ArchTest
    static final ArchRule shouldPointDownWhenModulesDependOnEachOther = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy(
                    "io.promptyard.model..", "io.promptyard.topic..", "io.promptyard.serde..", "io.promptyard.avro..")
            .layer("connector")
            .definedBy("io.promptyard.connector..")
            .layer("gateway")
            .definedBy("io.promptyard.gateway..")
            .layer("simulator")
            .definedBy("io.promptyard.simulator..")
            .layer("router")
            .definedBy("io.promptyard.router..")
            .layer("standalone")
            .definedBy("io.promptyard.standalone..")
            .whereLayer("standalone")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("router")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("simulator")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("connector")
            .mayOnlyBeAccessedByLayers("router", "standalone")
            .whereLayer("schemas")
            .mayOnlyBeAccessedByLayers("connector", "gateway", "router", "standalone");

    @ArchTest
    static final ArchRule shouldKnowNothingOfUsWhenItIsTheSimulator = noClasses()
            .that()
            .resideInAPackage("io.promptyard.simulator..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.promptyard..").and(not(resideInAPackage("..simulator.."))))
            .because("a simulator that shares our reading of a dialect would share our mistakes");

    @ArchTest
    static final ArchRule shouldStayInSerdeWhenItIsAGeneratedRecord = noClasses()
            .that()
            .resideOutsideOfPackages("io.promptyard.serde..", "io.promptyard.avro..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.promptyard.avro..")
            .because("everyone else speaks the model records");

    @ArchTest
    static final ArchRule shouldStayBehindTheSerdesWhenItIsTheRegistryClient = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.promptyard.serde..", "io.promptyard.avro..", "io.promptyard.standalone.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "io.confluent..");

    @ArchTest
    static final ArchRule shouldBePureWhenItDecides = noClasses()
            .that()
            .resideInAnyPackage("..router.policy..", "..router.classify..", "..router.verdict..", "..router.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA_AND_VERTX);

    @ArchTest
    static final ArchRule shouldNeedNoFrameworkWhenItIsTheModel = noClasses()
            .that()
            .resideInAPackage("io.promptyard.model..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "io.promptyard.model..");

    @ArchTest
    static final ArchRule shouldKnowNoHttpWhenItRoutes = noClasses()
            .that()
            .resideInAPackage("io.promptyard.router..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.ext..", "io.vertx.core.http..");

    @ArchTest
    static final ArchRule shouldKnowNoStreamsWhenItIsTheGateway = noClasses()
            .that()
            .resideInAnyPackage("io.promptyard.gateway..", "io.promptyard.connector..", "io.promptyard.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule shouldNotKnowEachOtherWhenDialectsDiffer = slices().matching(
                    "io.promptyard.connector.(openai|anthropic)..")
            .should()
            .notDependOnEachOther();
}
