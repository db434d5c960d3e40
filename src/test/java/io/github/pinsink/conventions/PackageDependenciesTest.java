package io.github.pinsink.conventions;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The dependencies between packages, and which package may use which library. docs/architecture.md explains them. */
@AnalyzeClasses(packages = "io.github.pinsink", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDependenciesTest {
    @ArchTest
    static final ArchRule packagesDependDownwardOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("connector")
            .definedBy("io.github.pinsink")
            .layer("tools")
            .definedBy("io.github.pinsink.tools..")
            .layer("runtime")
            .definedBy("io.github.pinsink.runtime..")
            .layer("config")
            .definedBy("io.github.pinsink.config..")
            .layer("mapping")
            .definedBy("io.github.pinsink.mapping..")
            .layer("errant")
            .definedBy("io.github.pinsink.errant..")
            .layer("delivery")
            .definedBy("io.github.pinsink.delivery..")
            .layer("event")
            .definedBy("io.github.pinsink.event..")
            .layer("api")
            .definedBy("io.github.pinsink.api..")
            .layer("offset")
            .definedBy("io.github.pinsink.offset..")
            .layer("metrics")
            .definedBy("io.github.pinsink.metrics..")
            .whereLayer("connector")
            .mayOnlyBeAccessedByLayers("tools")
            .whereLayer("tools")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("connector")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("connector", "tools", "runtime")
            .whereLayer("mapping")
            .mayOnlyBeAccessedByLayers("tools", "runtime", "config")
            .whereLayer("errant")
            .mayOnlyBeAccessedByLayers("runtime")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("connector", "runtime", "config", "errant")
            .whereLayer("event")
            .mayOnlyBeAccessedByLayers("tools", "runtime", "config", "mapping", "errant", "delivery")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("connector", "tools", "runtime", "config", "mapping", "delivery")
            .whereLayer("offset")
            .mayOnlyBeAccessedByLayers("runtime", "errant")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("runtime", "errant");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("io.github.pinsink.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheCommandLineHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("io.github.pinsink.tools.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule eventKnowsNeitherKafkaNorHttp = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.github.pinsink.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "okhttp3..");

    @ArchTest
    static final ArchRule deliveryAndApiKnowNoKafka = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage("io.github.pinsink.delivery..", "io.github.pinsink.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyApiUsesTheHttpClient = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.github.pinsink..")
            .and()
            .resideOutsideOfPackages(
                    "io.github.pinsink.api..", "io.github.pinsink.sandbox..", "io.github.pinsink.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("okhttp3..");

    @ArchTest
    static final ArchRule onlyTheCommandLineUsesPicocli = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.github.pinsink..")
            .and()
            .resideOutsideOfPackage("io.github.pinsink.tools..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule onlyExpressionsUseTheJsonataLibrary = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.github.pinsink..")
            .and()
            .resideOutsideOfPackage("io.github.pinsink.mapping.expression..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.dashjoin..");

    @ArchTest
    static final ArchRule onlyRecordViewsUseConnectsDataTypes = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(
                    "io.github.pinsink.mapping..",
                    "io.github.pinsink.event..",
                    "io.github.pinsink.config..",
                    "io.github.pinsink.runtime..",
                    "io.github.pinsink.offset..")
            .and()
            .resideOutsideOfPackage("io.github.pinsink.mapping.record..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.connect.data..");

    @ArchTest
    static final ArchRule onlyTheOutermostClassesReadAClock = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.github.pinsink..")
            .and()
            .resideOutsideOfPackages("io.github.pinsink.sandbox..", "io.github.pinsink.bench..")
            .and()
            .doNotHaveFullyQualifiedName("io.github.pinsink.PinterestConversionsSinkConnector")
            .and()
            .doNotHaveFullyQualifiedName("io.github.pinsink.PinterestConversionsSinkTask")
            .and()
            .doNotHaveFullyQualifiedName("io.github.pinsink.tools.Pinsink")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");
}
