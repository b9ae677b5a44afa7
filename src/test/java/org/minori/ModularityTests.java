package org.minori;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(packagesOf = MinoriApplication.class, importOptions = DoNotIncludeTests.class)
class ModularityTests {

    @ArchTest
    static final ArchRule onlyScenariosTalksToTheProcessEngine = noClasses()
            .that()
            .resideOutsideOfPackage("..scenarios..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule nobodyRunsProgramsOrReadsSerialisedObjects = noClasses()
            .that()
            // Starts this application once more, with arguments that nobody outside can put a word into.
            .doNotHaveFullyQualifiedName("org.minori.scenarios.simulation.SimulationChild")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javax.script.ScriptEngineManager");

    @Test
    void modulesRespectTheirBoundaries() {
        ApplicationModules.of(MinoriApplication.class).verify();
    }
}
