package io.github.pinsink.house;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The arrows between the packages. Think hard before you add one. */
@AnalyzeClasses(packages = "io.github.pinsink", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule arrowsRunDownward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("task")
            .definedBy("io.github.pinsink")
            .layer("preview")
            .definedBy("io.github.pinsink.preview..")
            .layer("config")
            .definedBy("io.github.pinsink.config..")
            .layer("mapping")
            .definedBy("io.github.pinsink.mapping..")
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
            .whereLayer("task")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("preview")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("preview", "task")
            .whereLayer("mapping")
            .mayOnlyBeAccessedByLayers("preview", "task", "config")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("task", "config")
            .whereLayer("event")
            .mayOnlyBeAccessedByLayers("preview", "task", "config", "mapping")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("task", "config", "mapping", "delivery")
            .whereLayer("offset")
            .mayOnlyBeAccessedByLayers("task")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("task");

    @ArchTest
    static final ArchRule noCircles = SlicesRuleDefinition.slices()
            .matching("io.github.pinsink.(*)..")
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
}
