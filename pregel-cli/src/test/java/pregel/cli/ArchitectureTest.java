package pregel.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The arrows of docs/architecture.md, enforced. Plain test methods, so that the number of tests
 * tells that they ran.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("pregel");

  /** Which packages of the project each one may use, besides itself. */
  private static final Map<String, List<String>> MAY_USE =
      Map.of(
          "pregel.api..", List.of(),
          "pregel.core..", List.of("pregel.api.."),
          "pregel.worker..", List.of("pregel.api..", "pregel.core.."),
          "pregel.master..", List.of("pregel.api..", "pregel.core.."),
          "pregel.loaders..", List.of("pregel.api..", "pregel.core.."),
          "pregel.algorithms..", List.of("pregel.api.."));

  @Test
  void everyModuleIsSeen() {
    for (String module :
        List.of("api", "core", "worker", "master", "loaders", "algorithms", "cli")) {
      assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith("pregel." + module)))
          .as(module)
          .isNotEmpty();
    }
  }

  @Test
  void arrowsBetweenModulesRunOneWay() {
    MAY_USE.forEach(
        (module, used) -> {
          List<String> others =
              java.util.stream.Stream.concat(
                      MAY_USE.keySet().stream(), java.util.stream.Stream.of("pregel.cli.."))
                  .filter(other -> !other.equals(module) && !used.contains(other))
                  .toList();
          noClasses()
              .that()
              .resideInAPackage(module)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others.toArray(String[]::new))
              .check(CLASSES);
        });
  }

  @Test
  void theInterfaceUsesOnlyTheJdk() {
    noClasses()
        .that()
        .resideInAPackage("pregel.api..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("pregel.api..", "java..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("pregel.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theEngineReachesItsKernelsOnlyThroughTheirLoader() {
    noClasses()
        .that()
        .resideOutsideOfPackage("pregel.worker.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("pregel.worker.kernel..")
        .check(CLASSES);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    confine(
        "picocli..",
        "pregel.cli.command..",
        "pregel.cli.option..",
        "pregel.cli.launch..",
        "pregel.cli.table..");
    confine("me.tongfei..", "pregel.cli..");
    confine("com.fasterxml..", "pregel.cli..", "pregel.loaders.table..");
    confine("com.github.luben..", "pregel.loaders..");
    confine("org.apache.commons.compress..", "pregel.loaders..");
    confine("io.micrometer..", "pregel.cli.metrics..");
    confine("io.netty..", "pregel.core.transport..");
    confine("it.unimi.dsi..", "pregel.loaders..");
    confine("org.apache.curator..", "pregel.core.coordination.zookeeper..");
    confine("ch.qos.logback..", "pregel.cli.logging..");
    confine("org.apache.zookeeper..", "pregel.core.coordination.zookeeper..");
    confine("org.apache.hadoop..", "pregel.core.files.hadoop..");
  }

  @Test
  void nothingSerialisesWithJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectOutputStream")
        .check(CLASSES);
  }

  @Test
  void decisionsHaveNoThreadsClocksOrFiles() {
    noClasses()
        .that()
        .resideInAPackage("pregel.master")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.concurrent..", "java.nio..", "java.net..", "java.io..", "java.time..")
        .check(CLASSES);
  }

  @Test
  void noPackageNameStandsInTwoModules() {
    Pattern module = Pattern.compile("([a-z-]+)/target/");
    Map<String, Set<String>> modules = new TreeMap<>();
    for (JavaClass found : CLASSES) {
      Location location = Location.of(found.getSource().orElseThrow().getUri());
      Matcher matcher = module.matcher(location.asURI().toString());
      assertThat(matcher.find()).as(location.toString()).isTrue();
      modules
          .computeIfAbsent(found.getPackageName(), name -> new TreeSet<>())
          .add(matcher.group(1));
    }
    assertThat(modules.values()).allSatisfy(homes -> assertThat(homes).hasSize(1));
  }

  @Test
  void nothingIsCalledUtilCommonOrMisc() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .noneMatch(name -> name.matches(".*\\.(util|utils|common|misc|helper|helpers)(\\..*)?"));
  }

  private static void confine(String library, String... homes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
