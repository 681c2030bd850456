package io.overdub;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.overdub.edge.Idempotent;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.AppModule;
import io.overdub.kernel.External;
import io.overdub.kernel.Sql;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walls of the house. A new rule is trusted once it was seen red. */
class ArchitectureTest {

    private static final String ROOT = "io.overdub";

    private static final Path SOURCES = Path.of("src/main/java/io/overdub");

    /** Where each vendor may be known: one line a vendor. */
    private static final Map<String, Set<String>> VENDORS = Map.ofEntries(
            Map.entry("software.amazon.awssdk.services.s3", Set.of("uploads.storage", "embedded")),
            Map.entry("software.amazon.awssdk", Set.of("uploads.storage", "embedded")),
            Map.entry("org.gaul", Set.of("embedded")),
            Map.entry("io.zonky", Set.of("embedded")),
            Map.entry("redis.embedded", Set.of("embedded")),
            Map.entry("com.password4j", Set.of("accounts")),
            Map.entry("org.jose4j", Set.of("accounts", "embedded")),
            Map.entry("com.github.kagkarlsson", Set.of("kernel")),
            Map.entry("io.quarkus.redis", Set.of("kernel")),
            Map.entry("io.vertx.mutiny.redis", Set.of("kernel", "feeds.timeline", "edge")),
            Map.entry("javax.sql", Set.of("kernel", "embedded")));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages(ROOT);

    /** The map on the wall: each package-info names what its room may import, no more and no less. */
    @Test
    void rooms_import_exactly_what_their_sign_says() {
        var declared = new TreeMap<String, Set<String>>();
        var actual = new TreeMap<String, Set<String>>();
        for (var room : rooms()) {
            var sign = room.getAnnotationOfType(AppModule.class);
            declared.put(nameOf(room), new TreeSet<>(List.of(sign.uses())));
            actual.put(nameOf(room), importsOf(room));
        }
        assertThat(actual).isEqualTo(declared);
    }

    @Test
    void every_first_level_package_is_a_room_or_the_kernel() {
        var names = CODE.getPackage(ROOT).getSubpackages().stream()
                .map(ArchitectureTest::nameOf)
                .collect(toCollection(TreeSet::new));
        var signed = rooms().stream().map(ArchitectureTest::nameOf).collect(toCollection(TreeSet::new));
        signed.add("kernel");
        assertThat(names).isEqualTo(signed);
    }

    @Test
    void rooms_are_entered_by_the_front_door() {
        var trespasses = crossings().stream()
                .filter(d -> !d.getTargetClass().getPackageName().equals(ROOT + "." + roomOf(d.getTargetClass())))
                .map(Dependency::getDescription)
                .toList();
        assertThat(trespasses).isEmpty();
    }

    @Test
    void nothing_is_public_unless_a_stranger_uses_it() throws IOException {
        var loadedByName = Files.readAllLines(
                Path.of("src/main/resources/META-INF/services/io.smallrye.config.ConfigSourceFactory"));
        var used = crossings().stream().map(d -> outermost(d.getTargetClass())).collect(toCollection(TreeSet::new));
        var idle = rooms().stream()
                .flatMap(m -> m.getClasses().stream())
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC)
                        && c.getEnclosingClass().isEmpty())
                .filter(c -> !holdsConstantsOnly(c) && !loadedByName.contains(c.getName()))
                // Quarkus makes these by reflection while it builds.
                .filter(c -> !c.isAnnotatedWith(OpenApiFilter.class))
                .map(JavaClass::getName)
                .filter(name -> !used.contains(name))
                .toList();
        assertThat(idle).isEmpty();
    }

    @Test
    void no_room_offers_what_no_one_asked_for() {
        var unasked = rooms().stream()
                .flatMap(m -> m.getClasses().stream())
                .filter(c -> c.isInterface()
                        && !c.isAnnotation()
                        && c.getModifiers().contains(JavaModifier.PUBLIC)
                        && c.getEnclosingClass().isEmpty())
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getAccessesToSelf().stream()
                        .allMatch(call -> roomOf(call.getOriginOwner()).equals(roomOf(m.getOwner()))))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(unasked).isEmpty();
    }

    @Test
    void published_records_hold_only_what_json_holds() {
        var plain = Set.of(
                "java.lang.String",
                "int",
                "long",
                "boolean",
                "double",
                "java.time.Instant",
                "java.util.UUID",
                "java.util.List");
        var exotic = rooms().stream()
                .flatMap(m -> m.getClasses().stream())
                .filter(c -> c.isRecord() && c.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(c -> c.getFields().stream())
                .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
                .filter(f -> !plain.contains(f.getRawType().getName())
                        && !(isOurs(f.getRawType())
                                && (f.getRawType().isRecord() || f.getRawType().isEnum())))
                .map(f -> f.getFullName() + ": " + f.getRawType().getName())
                .toList();
        assertThat(exotic).isEmpty();
    }

    @Test
    void the_kernel_knows_no_room() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".kernel..")
                .should()
                .dependOnClassesThat(describe(
                        "belong to a room", c -> isOurs(c) && !roomOf(c).equals("kernel")))
                .check(CODE);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void vendors_stay_behind_their_fence() {
        var escapes = new TreeSet<String>();
        for (var vendor : VENDORS.entrySet()) {
            CODE.stream()
                    .filter(c -> vendor.getValue().stream().noneMatch(home -> isIn(c, home)))
                    .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                    .filter(d -> d.getTargetClass().getPackageName().startsWith(vendor.getKey()))
                    .map(Dependency::getDescription)
                    .forEach(escapes::add);
        }
        assertThat(escapes).isEmpty();
    }

    @Test
    void only_repositories_speak_to_the_database() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .and()
                .resideOutsideOfPackage(ROOT + ".kernel..")
                .should()
                .dependOnClassesThat(describe(
                        "are doors to the database",
                        c -> c.getName().equals(Sql.class.getName())
                                || c.getPackageName().startsWith("io.quarkus.hibernate.orm.panache")
                                || c.getName().equals("jakarta.persistence.EntityManager")
                                || c.getName().equals("org.hibernate.StatelessSession")
                                || c.getName().equals("org.hibernate.Session")))
                .check(without(CODE, this::isEntityOrOfRepository));
    }

    @Test
    void nothing_outside_the_process_is_called_in_a_transaction() {
        var calls = CODE.stream()
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isAnnotatedWith(Transactional.class) || m.isAnnotatedWith(Idempotent.class))
                .flatMap(m -> reachable(m).stream())
                .flatMap(unit -> unit.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isAnnotatedWith(External.class))
                .map(call -> call.getDescription())
                .toList();
        assertThat(calls).isEmpty();
    }

    @Test
    void resources_are_hidden_but_their_endpoints_are_not() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .notBePublic()
                .andShould()
                .haveSimpleNameEndingWith("Resource")
                .check(CODE);
        methods()
                .that(describe("are endpoints", m -> m.isMetaAnnotatedWith(jakarta.ws.rs.HttpMethod.class)))
                .should()
                .bePublic()
                .because("Quarkus silently ignores the others")
                .check(CODE);
    }

    @Test
    void every_post_says_what_happens_when_it_is_repeated() {
        methods()
                .that()
                .areAnnotatedWith(POST.class)
                .should()
                .beAnnotatedWith(Idempotent.class)
                .orShould()
                .beAnnotatedWith(Repeatable.class)
                .check(CODE);
    }

    @Test
    void http_is_spoken_by_resources_and_the_edge_only() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .and()
                .resideOutsideOfPackage(ROOT + ".edge..")
                .and(describe("are not of a resource", c -> !outermost(c).endsWith("Resource")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(CODE);
    }

    @Test
    void entities_never_leave_their_package() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.persistence.Entity.class)
                .should()
                .bePackagePrivate()
                .check(CODE);
    }

    @Test
    void dependencies_come_through_constructors() {
        fields().should().notBeAnnotatedWith(jakarta.inject.Inject.class).check(CODE);
    }

    @Test
    void time_and_chance_are_injected() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".kernel..")
                .should()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethodWhere(describe(
                        "now() without a clock",
                        call -> call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getName().equals("now")
                                && call.getTarget().getRawParameterTypes().isEmpty()))
                .check(CODE);
    }

    @Test
    void settings_are_read_through_config_mappings() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "read loose settings",
                        c -> c.getName().equals("org.eclipse.microprofile.config.inject.ConfigProperty")
                                || c.getName().equals("org.eclipse.microprofile.config.ConfigProvider")))
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .check(CODE);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|DTO|VO|Mapper|Base|Abstract.*)$")
                .check(CODE);
    }

    /**
     * Two may: the relay, whose subscribers must not stop it, and the keeper of lists, whose rows must not. Read from the sources: in byte
     * code a try-with-resources catches everything too.
     */
    @Test
    void nobody_catches_everything() throws IOException {
        var broad = Pattern.compile("catch \\([^)]*\\b(Exception|RuntimeException|Throwable)\\b");
        var catchers = new TreeSet<String>();
        for (var file : sources("")) {
            if (broad.matcher(Files.readString(file)).find()) {
                catchers.add(file.getFileName().toString());
            }
        }
        assertThat(catchers).containsExactly("BrokenRows.java", "OutboxRelay.java");
    }

    /** A schema belongs to one room: no other room's code may so much as name it in SQL. */
    @Test
    void schemas_are_named_in_their_own_room_only() throws IOException {
        var names = rooms().stream().map(ArchitectureTest::nameOf).collect(toCollection(TreeSet::new));
        names.add("kernel");
        var trespasses = new ArrayList<String>();
        for (var file : sources("Repository")) {
            var room = SOURCES.relativize(file).getName(0).toString();
            var sql = Files.readString(file);
            for (var name : names) {
                var named = Pattern.compile("(from|into|update|join) " + name + "\\.[a-z]");
                if (!name.equals(room) && named.matcher(sql).find()) {
                    trespasses.add(file + " names the schema " + name);
                }
            }
        }
        assertThat(trespasses).isEmpty();
    }

    @Test
    void tests_are_called_by_sentences() {
        methods()
                .that()
                .areMetaAnnotatedWith(org.junit.platform.commons.annotation.Testable.class)
                .should()
                .haveNameMatching("[a-z][a-z0-9]*(_[a-z0-9]+){2,}")
                .check(TESTS);
    }

    @Test
    void tests_neither_sleep_nor_mock_nor_rest() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.awaitility..")
                .check(TESTS);
        methods()
                .should()
                .notBeAnnotatedWith(org.junit.jupiter.api.Disabled.class)
                .check(TESTS);
    }

    private static List<Path> sources(String ending) throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending + ".java"))
                    .toList();
        }
    }

    private static List<JavaPackage> rooms() {
        return CODE.getPackage(ROOT).getSubpackages().stream()
                .filter(p -> p.isAnnotatedWith(AppModule.class))
                .toList();
    }

    private static Set<String> importsOf(JavaPackage room) {
        return crossings().stream()
                .filter(d -> roomOf(d.getOriginClass()).equals(nameOf(room)))
                .map(d -> roomOf(d.getTargetClass()))
                .filter(name -> !name.equals("kernel"))
                .collect(toCollection(TreeSet::new));
    }

    private static List<Dependency> crossings() {
        return CODE.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> isOurs(d.getTargetClass())
                        && !roomOf(d.getOriginClass()).equals(roomOf(d.getTargetClass())))
                .toList();
    }

    /** The methods of the same class that run when this one does. */
    private static Set<JavaCodeUnit> reachable(JavaMethod start) {
        var found = new LinkedHashSet<JavaCodeUnit>();
        var open = new ArrayDeque<JavaCodeUnit>(List.of(start));
        while (!open.isEmpty()) {
            var unit = open.pop();
            if (found.add(unit)) {
                unit.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().equals(start.getOwner()))
                        .flatMap(call -> call.getTarget().resolveMember().stream())
                        .map(JavaCodeUnit.class::cast)
                        .forEach(open::push);
            }
        }
        return found;
    }

    private static JavaClasses without(JavaClasses all, Predicate<JavaClass> excluded) {
        return all.that(describe("are checked", c -> !excluded.test(c)));
    }

    private boolean isEntityOrOfRepository(JavaClass c) {
        return c.isAnnotatedWith(jakarta.persistence.Entity.class)
                || outermost(c).endsWith("Repository");
    }

    /** The compiler copies constants into their users, and the trace is lost. */
    private static boolean holdsConstantsOnly(JavaClass c) {
        return c.getMethods().isEmpty()
                && c.getFields().stream().allMatch(f -> f.getRawType().isEquivalentTo(String.class));
    }

    private static boolean isIn(JavaClass c, String home) {
        return c.getPackageName().equals(ROOT + "." + home)
                || c.getPackageName().startsWith(ROOT + "." + home + ".");
    }

    private static boolean isOurs(JavaClass c) {
        return c.getPackageName().startsWith(ROOT + ".");
    }

    private static String roomOf(JavaClass c) {
        return c.getPackageName().split("\\.")[ROOT.split("\\.").length];
    }

    private static String nameOf(JavaPackage p) {
        return p.getRelativeName();
    }

    private static String outermost(JavaClass c) {
        return c.getName().split("\\$")[0];
    }
}
