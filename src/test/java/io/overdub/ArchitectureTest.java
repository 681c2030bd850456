package io.overdub;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.overdub.House.ROOT;
import static io.overdub.House.frontOf;
import static io.overdub.House.isIn;
import static io.overdub.House.isOurs;
import static io.overdub.House.isPublic;
import static io.overdub.House.outermost;
import static io.overdub.House.overrides;
import static io.overdub.House.reachableFrom;
import static io.overdub.House.roomOf;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import io.overdub.edge.Cached;
import io.overdub.edge.Idempotent;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.External;
import io.overdub.kernel.LaggingSql;
import io.overdub.kernel.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/**
 * The walls of the house. A rule is trusted because it was seen red: {@link ArchitectureRulesTest} shows each one what it forbids, in
 * {@code src/test/planted/<rule>}. A new rule comes with such a folder.
 */
class ArchitectureTest {

    private static final House OURS = House.ours();

    /** From the ground up; a room imports from lower levels only. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("kernel"),
            Set.of("edge", "embedded"),
            Set.of("accounts", "analytics", "ranking"),
            Set.of("uploads", "connections", "experiments"),
            Set.of("quotes"),
            Set.of("dubs"),
            Set.of("feeds", "search", "notifications", "safety"),
            Set.of("console"));

    private static final Set<String> EVERYWHERE = Set.of("*");

    /**
     * Where each vendor may be known: one line a vendor, the longest name counts. What other rules guard (JAX-RS, Panache, JPA) is
     * everywhere here.
     */
    private static final Map<String, Set<String>> VENDORS = Map.ofEntries(
            Map.entry("java", EVERYWHERE),
            Map.entry("javax.crypto", EVERYWHERE),
            Map.entry("javax.net.ssl", Set.of("notifications.push")),
            Map.entry("javax.sql", Set.of("kernel")),
            Map.entry("javax.xml.stream", Set.of("notifications.push")),
            Map.entry("jakarta", EVERYWHERE),
            Map.entry("org.jspecify.annotations", EVERYWHERE),
            Map.entry("org.jboss.logging", EVERYWHERE),
            Map.entry("com.amazonaws.services.lambda.runtime.events", Set.of("analytics.lambda")),
            Map.entry("com.fasterxml.jackson.annotation", EVERYWHERE),
            Map.entry(
                    "com.fasterxml.jackson",
                    Set.of(
                            "kernel",
                            "edge",
                            "embedded.demo",
                            "analytics",
                            "ranking",
                            "search",
                            "notifications.push",
                            "notifications.fanout")),
            Map.entry("com.amazonaws.services.lambda.runtime", Set.of("analytics.lambda", "notifications.fanout")),
            Map.entry("com.aayushatharva.brotli4j", Set.of("edge.cache")),
            Map.entry("com.github.benmanes.caffeine", EVERYWHERE),
            Map.entry("com.ibm.icu", Set.of("notifications")),
            Map.entry("com.github.kagkarlsson", Set.of("kernel")),
            Map.entry("com.networknt", Set.of("analytics")),
            Map.entry("com.password4j", Set.of("accounts.passwords")),
            Map.entry("com.spotify.folsom", Set.of("edge.cache")),
            Map.entry("io.agroal", Set.of("kernel")),
            Map.entry("io.quarkus.agroal", Set.of("kernel")),
            Map.entry("io.micrometer", EVERYWHERE),
            Map.entry("io.netty", Set.of("edge", "accounts")),
            Map.entry("io.opentelemetry.api", Set.of("kernel")),
            Map.entry("io.opentelemetry.context", Set.of("kernel")),
            Map.entry("io.opentelemetry", Set.of("kernel.tracing")),
            Map.entry("io.quarkus.arc", Set.of("kernel", "embedded")),
            Map.entry("io.quarkus.hibernate.orm.panache", EVERYWHERE),
            Map.entry("io.quarkus.hibernate.validator", Set.of("edge")),
            Map.entry("io.quarkus.jackson", Set.of("edge")),
            Map.entry("io.quarkus.narayana.jta", EVERYWHERE),
            Map.entry("io.quarkus.opentelemetry", Set.of("kernel")),
            Map.entry("io.quarkus.redis", Set.of("kernel")),
            Map.entry("io.quarkus.rest.client", Set.of("feeds.timeline", "search.index")),
            Map.entry("io.quarkus.runtime", EVERYWHERE),
            Map.entry("io.quarkus.security", Set.of("edge", "accounts")),
            Map.entry("io.quarkus.smallrye.openapi", Set.of("edge")),
            Map.entry("io.quarkus.vertx.http", Set.of("edge", "accounts", "embedded.demo")),
            Map.entry("io.smallrye.common.annotation", Set.of("edge")),
            Map.entry("io.smallrye.config", EVERYWHERE),
            // Reactive types only where Quarkus' own interfaces speak them.
            Map.entry("io.smallrye.mutiny", Set.of("kernel", "edge", "accounts")),
            Map.entry("io.vertx", Set.of("kernel", "edge", "accounts", "embedded.demo")),
            Map.entry("io.vertx.mutiny.redis", Set.of("kernel", "edge", "analytics", "feeds", "search")),
            Map.entry("io.vertx.redis", Set.of("edge", "kernel")),
            Map.entry("io.zonky", Set.of("embedded")),
            Map.entry("org.apache.commons.compress", Set.of("embedded")),
            Map.entry("org.apache.lucene", Set.of("ranking.language")),
            Map.entry("org.duckdb", Set.of("analytics.warehouse")),
            Map.entry("org.eclipse.microprofile.config", Set.of("kernel.platform", "embedded")),
            Map.entry("org.eclipse.microprofile.health", Set.of("kernel")),
            Map.entry("org.eclipse.microprofile.openapi", Set.of("edge")),
            Map.entry("org.eclipse.microprofile.openapi.annotations", EVERYWHERE),
            Map.entry("org.eclipse.microprofile.rest.client", Set.of("feeds.timeline", "search.index")),
            Map.entry("org.gaul", Set.of("embedded")),
            Map.entry("org.hibernate", EVERYWHERE),
            Map.entry("org.jboss.resteasy.reactive", EVERYWHERE),
            Map.entry("org.jboss.resteasy.reactive.server", Set.of("edge")),
            Map.entry("org.jose4j", Set.of("accounts.tokens", "embedded")),
            Map.entry("org.tukaani.xz", Set.of("embedded")),
            Map.entry("redis.embedded", Set.of("embedded")),
            Map.entry(
                    "software.amazon.awssdk",
                    Set.of(
                            "analytics.queue",
                            "analytics.stream",
                            "uploads.storage",
                            "connections.graph",
                            "feeds.recommendations",
                            "notifications.push",
                            "notifications.fanout")),
            Map.entry(
                    "software.amazon.awssdk.services.dynamodb",
                    Set.of("connections.graph", "feeds.recommendations", "notifications.fanout")),
            Map.entry("software.amazon.awssdk.services.kinesis", Set.of("analytics.stream")),
            Map.entry("software.amazon.awssdk.services.lambda", Set.of("notifications.fanout")),
            Map.entry("software.amazon.awssdk.services.s3", Set.of("uploads.storage")),
            Map.entry("software.amazon.awssdk.services.sns", Set.of("notifications.push", "notifications.fanout")),
            Map.entry("software.amazon.awssdk.services.sqs", Set.of("analytics.queue")),
            // What the SDK tells of a call of any service.
            Map.entry("software.amazon.awssdk.core.interceptor", Set.of("kernel.tracing", "uploads.storage")),
            // The embedded store says in these what it is asked.
            Map.entry("software.amazon.awssdk.services.s3.model", Set.of("uploads.storage", "embedded")));

    private static final Set<String> CATCHERS = Set.of(
            "io/overdub/kernel/OutboxRelay.java",
            "io/overdub/kernel/BrokenRows.java",
            "io/overdub/embedded/PersistentPuts.java");

    /** Levers that only tests pull. */
    private static final Set<String> LEVERS = Set.of(
            "io.overdub.analytics.Inlet.waiting()",
            "io.overdub.analytics.Pipeline.settle(java.time.Duration)",
            "io.overdub.edge.cache.Answers.open(boolean)",
            "io.overdub.kernel.OutboxRelay.settle(java.time.Duration)",
            "io.overdub.uploads.WorkCrew.settle(java.time.Duration)",
            "io.overdub.notifications.FanoutCrew.settle(java.time.Duration)");

    /** Another house stands here while the rules themselves are tested. */
    House house = OURS;

    /** The map on the wall: each package-info names what its room imports, no more and no less. */
    @Test
    void rooms_import_exactly_what_their_sign_says() {
        var wrong = new TreeSet<String>();
        var signs = house.signs();
        for (var crossing : house.crossings()) {
            var from = roomOf(crossing.getOriginClass());
            var to = roomOf(crossing.getTargetClass());
            if (signs.containsKey(from)
                    && !to.equals("kernel")
                    && !signs.get(from).contains(to)) {
                wrong.add(from + " imports " + to + ": " + crossing.getDescription());
            }
        }
        signs.forEach((room, uses) -> uses.stream()
                .filter(used -> house.crossings().stream()
                        .noneMatch(d -> roomOf(d.getOriginClass()).equals(room)
                                && roomOf(d.getTargetClass()).equals(used)))
                .forEach(used -> wrong.add("nothing in " + room + " imports " + used + " any more")));

        none(wrong, "Make @AppModule(uses) in the room's package-info.java say what the room imports, or import less");
    }

    @Test
    void rooms_import_from_lower_levels_only() {
        var upwards = new TreeSet<String>();
        for (var crossing : house.crossings()) {
            var from = levelOf(crossing.getOriginClass());
            var to = levelOf(crossing.getTargetClass());
            if (from <= to) {
                upwards.add("from level " + from + " to " + to + ": " + crossing.getDescription());
            }
        }
        house.signs().keySet().stream()
                .filter(room -> LEVELS.stream().noneMatch(level -> level.contains(room)))
                .forEach(room -> upwards.add(room + " stands on no level"));

        none(upwards, "Let the upper room subscribe to a fact of the lower one; a new room gets its place in LEVELS");
    }

    @Test
    void every_first_level_package_is_a_room_or_the_kernel() {
        var signed = house.signs().keySet();
        var homeless = house.types()
                .filter(c -> !signed.contains(roomOf(c)) && !roomOf(c).equals("kernel"))
                .map(JavaClass::getName)
                .toList();

        none(homeless, "Give the package a package-info.java with @AppModule, or put the class into a room");
    }

    @Test
    void rooms_are_entered_by_the_front_door() {
        var trespasses = house.crossings().stream()
                .filter(d -> !d.getTargetClass().getPackageName().equals(frontOf(d.getTargetClass())))
                .map(Dependency::getDescription)
                .toList();

        none(trespasses, "Use what the room offers in its own package, not in the packages below");
    }

    @Test
    void inner_rooms_do_not_know_the_room_around_them() {
        var inverted = house.code().stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> isOurs(d.getTargetClass())
                        && !roomOf(d.getTargetClass()).equals("kernel")
                        && d.getOriginClass()
                                .getPackageName()
                                .startsWith(d.getTargetClass().getPackageName() + "."))
                .map(Dependency::getDescription)
                .toList();

        none(inverted, "The room calls its inner room, which declares an interface for what it needs from outside");
    }

    /** In its front a room's strangers are other rooms, in an inner room the packages around it. */
    @Test
    void nothing_is_public_unless_a_stranger_uses_it() throws IOException {
        var loadedByName = loadedByName();
        var idle = house.types()
                .filter(c -> isPublic(c) && !holdsConstantsOnly(c) && !loadedByName.contains(c.getName()))
                // Quarkus makes these by reflection while it builds.
                .filter(c -> !c.isAnnotatedWith(OpenApiFilter.class))
                .filter(c -> house.code().stream()
                        .filter(user -> isStranger(user, c))
                        .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                        .noneMatch(d -> outermost(d.getTargetClass()).equals(c)))
                .map(JavaClass::getName)
                .toList();

        none(idle, "Take the word public away: nobody outside uses it");
    }

    @Test
    void no_room_offers_what_no_one_asked_for() {
        var unasked = house.types()
                .filter(c -> isPublic(c) && !c.isAnnotation() && !c.isRecord() && !c.isEnum())
                .filter(c -> c.getAllSubclasses().stream().noneMatch(sub -> isStranger(sub, c)))
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC)
                        && !m.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && m.getAnnotations().isEmpty()
                        && !overrides(m))
                .filter(m -> m.getAccessesToSelf().stream()
                        .noneMatch(call -> isStranger(call.getOriginOwner(), m.getOwner())))
                .map(JavaMethod::getFullName)
                .toList();

        none(unasked, "Delete the method or, in a class, take the word public away: nobody outside calls it");
    }

    /** What rooms give each other and what endpoints answer, as deep as it goes. */
    @Test
    void published_records_hold_only_what_json_holds() {
        var plain = Set.of(
                "java.lang.String",
                "int",
                "long",
                "boolean",
                "double",
                "java.lang.Integer",
                "java.lang.Long",
                "java.lang.Boolean",
                "java.lang.Double",
                "java.time.Instant",
                "java.util.UUID",
                "java.util.List",
                "java.util.Map");
        var published = house.types()
                .filter(c -> isPublic(c) && c.getPackageName().equals(frontOf(c)) && !isIn(c, "kernel"))
                .filter(JavaClass::isRecord);
        var answered = house.code().stream()
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isMetaAnnotatedWith(HttpMethod.class))
                .flatMap(m -> m.getReturnType().getAllInvolvedRawTypes().stream())
                .filter(c -> isOurs(c) && !isIn(c, "kernel"));
        var exotic = new TreeSet<String>();
        var seen = new HashSet<JavaClass>();
        var open = new ArrayDeque<>(Stream.concat(published, answered).toList());
        while (!open.isEmpty()) {
            var type = open.pop();
            if (seen.add(type)) {
                type.getFields().stream()
                        .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
                        .forEach(f -> f.getType().getAllInvolvedRawTypes().forEach(held -> {
                            if (isOurs(held) && held.isRecord()) {
                                open.push(held);
                            } else if (!plain.contains(held.getName()) && !(isOurs(held) && held.isEnum())) {
                                exotic.add(f.getFullName() + ": " + held.getName());
                            }
                        }));
            }
        }

        none(exotic, "Say it in text, numbers, booleans, instants, ids, enums, lists and other records");
    }

    @Test
    void the_kernel_knows_no_room() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".kernel..")
                .should()
                .dependOnClassesThat(describe(
                        "belong to a room", c -> isOurs(c) && !roomOf(c).equals("kernel")))
                .because("everything stands on the kernel")
                .check(house.code());
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one, or a third concept is missing")
                .check(house.code());
    }

    @Test
    void vendors_stay_behind_their_fence() {
        var escapes = new TreeSet<String>();
        for (var type : house.code()) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var used = dependency.getTargetClass().getBaseComponentType();
                if (!isOurs(used) && !used.isPrimitive()) {
                    var homes = homesOf(used);
                    if (homes.isEmpty()) {
                        escapes.add("no line for " + used.getPackageName() + ": " + dependency.getDescription());
                    } else if (homes != EVERYWHERE && homes.stream().noneMatch(home -> isIn(type, home))) {
                        escapes.add("only in " + homes + ": " + dependency.getDescription());
                    }
                }
            }
        }

        none(escapes, "Call the room that keeps the vendor; a new vendor gets a line in VENDORS");
    }

    @Test
    void only_repositories_speak_to_the_database() {
        noClasses()
                .that(describe("are no repositories", c -> !isOfA("Repository", c)))
                .and()
                .resideOutsideOfPackage(ROOT + ".kernel..")
                .should()
                .dependOnClassesThat(describe(
                        "are doors to the database",
                        c -> c.getName().equals(Sql.class.getName())
                                || c.getName().equals(LaggingSql.class.getName())
                                || c.getPackageName().startsWith("io.quarkus.hibernate.orm.panache")
                                || c.getName().startsWith("jakarta.persistence.EntityManager")
                                || c.getPackageName().equals("java.sql")
                                        && !c.getName().equals("java.sql.SQLException")
                                || c.getPackageName().equals("org.hibernate")
                                        && c.getSimpleName().contains("Session")))
                .because("a query belongs into a class called …Repository")
                .check(house.code());
    }

    /** Follows every call, through other classes and rooms too. */
    @Test
    void nothing_outside_the_process_is_called_in_a_transaction() {
        var calls = new TreeSet<String>();
        house.code().stream()
                .flatMap(c -> c.getCodeUnits().stream())
                .filter(ArchitectureTest::beginsTransaction)
                .forEach(start -> reachableFrom(start, ArchitectureTest::isExternal)
                        .forEach((unit, way) -> unit.getAccessesFromSelf().stream()
                                .filter(access -> isExternal(access.getTargetOwner()))
                                .forEach(access -> calls.add(way + ": " + access.getDescription()))));

        none(calls, "Call it before the transaction, or after it in a Subscriber: it may hang while rows are locked");
    }

    /** What the rule above trusts in. The embedded engines are children of this process. */
    @Test
    void whoever_leaves_the_process_says_so() {
        noClasses()
                .that(describe("are no @External port and no adapter of one", c -> !isExternal(outermost(c))))
                .and()
                .resideOutsideOfPackage(ROOT + ".embedded..")
                .should()
                .accessTargetWhere(describe("it waits for somebody else", ArchitectureTest::leavesTheProcess))
                .because("only calls of what is marked @External are kept out of transactions")
                .check(house.code());
    }

    @Test
    void transactions_are_steps_of_the_services() {
        assertAll(
                () -> noClasses()
                        .that()
                        .areNotAnnotatedWith(Interceptor.class)
                        .should()
                        .beAnnotatedWith(Transactional.class)
                        .because("a transaction is one step, not everything that a class does")
                        .check(house.code()),
                () -> methods()
                        .that(are("of a resource or a repository", m -> isOfA("Resource", m) || isOfA("Repository", m)))
                        .should()
                        .notBeAnnotatedWith(Transactional.class)
                        .because("the step is a method of a service")
                        .check(house.code()));
    }

    @Test
    void resources_are_hidden_but_their_endpoints_are_not() {
        assertAll(
                () -> classes()
                        .that()
                        .areAnnotatedWith(jakarta.ws.rs.Path.class)
                        .should()
                        .notBePublic()
                        .andShould()
                        .haveSimpleNameEndingWith("Resource")
                        .check(house.code()),
                () -> methods()
                        .that(are("endpoints", m -> m.isMetaAnnotatedWith(HttpMethod.class)))
                        .should()
                        .bePublic()
                        .because("Quarkus silently ignores the others")
                        .check(house.code()));
    }

    @Test
    void every_endpoint_stands_in_the_contract() {
        noMethods()
                .should()
                .beAnnotatedWith(describe(
                        "@Operation(hidden = true)",
                        annotation -> annotation.getRawType().isEquivalentTo(Operation.class)
                                && annotation.get("hidden").equals(Optional.of(true))))
                .because("the matrix of rights and the approved contract would not know of it")
                .check(house.code());
    }

    @Test
    void resources_touch_no_rows() {
        noClasses()
                .that(describe("are of a resource", c -> isOfA("Resource", c)))
                .should()
                .dependOnClassesThat(
                        describe("hold rows", c -> isOfA("Repository", c) || c.isAnnotatedWith(Entity.class)))
                .because("a handler calls one verb of its room")
                .check(house.code());
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
                .because("phones repeat what was not answered")
                .check(house.code());
    }

    @Test
    void http_is_spoken_by_resources_and_the_edge_only() {
        noClasses()
                .that(describe("are no resources and no clients", c -> !isOfA("Resource", c) && !isClient(c)))
                .and()
                .resideOutsideOfPackage(ROOT + ".edge..")
                .should()
                .dependOnClassesThat(describe(
                        "speak HTTP",
                        c -> c.getPackageName().startsWith("jakarta.ws.rs")
                                // What a client throws.
                                && !c.getName().equals("jakarta.ws.rs.ProcessingException")))
                .because("a room says no with a Refusal and leaves the answer to the edge")
                .check(house.code());
    }

    @Test
    void entities_never_leave_their_package() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .because("others get a record")
                .check(house.code());
    }

    @Test
    void dependencies_come_through_constructors() {
        assertAll(
                () -> members()
                        .that(are("fields or methods", m -> !(m instanceof JavaCodeUnit unit) || unit.isMethod()))
                        .should()
                        .notBeAnnotatedWith(Inject.class)
                        .because("one constructor needs no annotation")
                        .check(house.code()),
                () -> noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("jakarta.enterprise.inject.Instance")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("jakarta.enterprise.inject.spi.CDI")
                        .because("what a class needs stands in its constructor")
                        .check(house.code()));
    }

    @Test
    void time_and_chance_are_injected() {
        assertAll(
                () -> noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(ROOT + ".kernel.Time")
                        .should()
                        .accessTargetWhere(reading("the clock of the machine", ArchitectureTest::readsMachineClock))
                        .because("tests wind the injected Clock")
                        .check(house.code()),
                () -> noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + ".kernel..")
                        .should()
                        .accessTargetWhere(reading("chance", ArchitectureTest::rollsDice))
                        .because("ids come from Ids; secrets are made with a SecureRandom")
                        .check(house.code()));
    }

    @Test
    void settings_are_read_through_config_mappings() {
        assertAll(
                () -> noClasses()
                        .should()
                        .dependOnClassesThat(describe(
                                "read loose settings",
                                c -> Set.of(
                                                "org.eclipse.microprofile.config.Config",
                                                "org.eclipse.microprofile.config.ConfigProvider",
                                                "org.eclipse.microprofile.config.inject.ConfigProperty",
                                                "io.smallrye.config.SmallRyeConfig")
                                        .contains(c.getName())))
                        .orShould()
                        .accessTargetWhere(reading("the environment", access -> calls(access, System.class, "getenv")))
                        .because("a setting is a method of the @ConfigMapping interface of its package")
                        .check(house.code()),
                () -> noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + ".embedded..")
                        .should()
                        .accessTargetWhere(reading(
                                "system properties",
                                access -> calls(access, System.class, "getProperty", "getProperties")
                                        || calls(access, Boolean.class, "getBoolean")
                                        || calls(access, Integer.class, "getInteger")
                                        || calls(access, Long.class, "getLong")))
                        .because("a setting is a method of the @ConfigMapping interface of its package")
                        .check(house.code()));
    }

    @Test
    void names_say_what_a_thing_is() {
        assertAll(
                () -> noClasses()
                        .should()
                        .haveNameMatching(
                                ".*(Impl|Utils?|Helper|Manager|Service|Controller|Dto|DTO|VO|Mapper|Base|Constants|Exception)$")
                        .orShould()
                        .haveNameMatching(".*[.$](Abstract|Base|Fake|Mock|InMemory)[A-Z].*")
                        .because("a name says what the thing is, not which layer it is of")
                        .check(house.code()),
                () -> noClasses()
                        .should()
                        .resideInAnyPackage(Stream.of(
                                        "service",
                                        "impl",
                                        "util",
                                        "utils",
                                        "dto",
                                        "mapper",
                                        "model",
                                        "config",
                                        "exception",
                                        "common",
                                        "api",
                                        "internal")
                                .map(name -> ".." + name + "..")
                                .toArray(String[]::new))
                        .because("a package is a room, or a role in a room")
                        .check(house.code()));
    }

    @Test
    void interfaces_have_strangers_or_more_than_one_face() {
        var needless = house.types()
                .filter(c -> c.isInterface() && !isPublic(c) && !isExternal(c))
                .filter(c -> c.getAllSubclasses().size() == 1)
                .map(c -> c.getName() + " is only "
                        + c.getAllSubclasses().iterator().next().getSimpleName())
                .toList();

        none(needless, "Use the class itself");
    }

    @Test
    void only_refusals_inherit_from_our_own() {
        var parents = house.code().stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !c.isInterface()
                        && !c.isEnum()
                        && !c.getName().equals(ROOT + ".kernel.Refusal"))
                .map(c -> c.getName() + " is abstract")
                .toList();

        none(parents, "Write two classes, or one that is given what varies");
    }

    @Test
    void closed_sets_are_enums_and_shapes_are_records() {
        var texts = house.code().stream()
                .flatMap(c -> c.getFields().stream())
                .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
                .filter(f -> f.getRawType().isEquivalentTo(String.class)
                        && f.getName().matches("(?i).*(status|state|role|kind)"))
                .map(JavaField::getFullName);
        var maps = house.code().stream()
                .flatMap(c -> c.getCodeUnits().stream())
                .filter(unit -> Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()))
                        .anyMatch(ArchitectureTest::holdsAnything))
                .map(JavaCodeUnit::getFullName);

        none(Stream.concat(texts, maps).toList(), "Make it an enum, or a record instead of a Map<String, Object>");
    }

    /** An answer that is one for everyone is made by who cannot ask who looks. */
    @Test
    void what_is_kept_for_everyone_knows_no_viewer() {
        var curious = house.code().stream()
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isAnnotatedWith(Cached.class)
                        && m.getAnnotationOfType(Cached.class).audience() == Cached.Audience.EVERYONE)
                .filter(m -> m.getOwner().getFields().stream()
                        .anyMatch(f -> f.getRawType().getSimpleName().equals("Viewer")))
                .map(JavaMethod::getFullName)
                .toList();
        none(curious, "Say Audience.STRANGERS: who is signed in may be shown something else");
    }

    /** What a framework calls is annotated or overrides something; what only tests call is a lever; scripts start programs. */
    @Test
    void nothing_lies_around_unused() throws IOException {
        var script = Files.readString(Path.of("docker/train"));
        var loadedByName = loadedByName();
        var idle = new ArrayList<String>();
        house.types()
                .filter(c ->
                        c.getAnnotations().isEmpty() && !holdsConstantsOnly(c) && !loadedByName.contains(c.getName()))
                .filter(c -> !script.contains(c.getName()))
                .filter(c ->
                        c.getMethods().stream().allMatch(m -> m.getAnnotations().isEmpty()))
                .filter(c -> c.getDirectDependenciesToSelf().stream()
                        .allMatch(d -> outermost(d.getOriginClass()).equals(c)))
                .map(JavaClass::getName)
                .forEach(idle::add);
        house.code().stream()
                .filter(c -> !c.isInterface())
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getAnnotations().isEmpty()
                        && m.getParameterAnnotations().stream().allMatch(Collection::isEmpty)
                        && !m.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !isMadeByTheCompiler(m)
                        && !overrides(m))
                .filter(m -> m.getAccessesToSelf().isEmpty())
                .filter(m -> !m.getName().equals("main")
                        || !script.contains(m.getOwner().getName()))
                .map(JavaMethod::getFullName)
                .filter(not(LEVERS::contains))
                .forEach(idle::add);

        none(idle, "Delete it; git remembers");
    }

    /** The compiler looks for null in such packages only. */
    @Test
    void every_package_is_null_marked() {
        var marked = house.code().stream()
                .filter(c -> c.getSimpleName().equals("package-info") && c.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(toCollection(TreeSet::new));
        var unmarked = house.types()
                .map(JavaClass::getPackageName)
                .filter(not(marked::contains))
                .collect(toCollection(TreeSet::new));

        none(unmarked, "Write @NullMarked into package-info.java");
    }

    /**
     * Three may: the relay, whose subscribers must not stop it, the keeper of lists, whose rows must not, and the embedded store, whose
     * library says by nothing else that a file was gone. Read from the sources: in byte code a try-with-resources catches everything too.
     */
    @Test
    void nobody_catches_everything() {
        var broad = Pattern.compile("catch \\([^)]*\\b(Exception|RuntimeException|Error|Throwable)\\b");
        var catchers = house.sources().stream()
                .filter(source -> CATCHERS.stream().noneMatch(source.file()::endsWith))
                .flatMap(source ->
                        broad.matcher(source.text()).results().map(found -> source + ": " + found.group() + ")"))
                .toList();

        none(catchers, "Catch what can be answered and let the rest fly: the edge logs it and answers 500");
    }

    /** A schema belongs to one room: no other room's code may so much as name it or its entities in a query. */
    @Test
    void schemas_are_named_in_their_own_room_only() {
        var trespasses = new ArrayList<String>();
        var rooms = new TreeSet<>(house.signs().keySet());
        rooms.add("kernel");
        for (var source : house.sources()) {
            for (var room : rooms) {
                var named =
                        Pattern.compile("(?i)\\b(from|into|update|join|table|using|exists)\\s+" + room + "\\.[a-z]");
                if (!room.equals(source.room()) && named.matcher(source.text()).find()) {
                    trespasses.add(source + " names the schema " + room);
                }
            }
        }
        house.code().stream().filter(c -> c.isAnnotatedWith(Entity.class)).forEach(entity -> {
            var named = Pattern.compile("\\b" + entity.getSimpleName() + "\\b");
            house.sources().stream()
                    .filter(source -> !source.room().equals(roomOf(entity))
                            && named.matcher(source.text()).find())
                    .forEach(source -> trespasses.add(source + " names " + entity.getSimpleName()));
            var table = entity.tryGetAnnotationOfType(Table.class);
            if (table.isEmpty() || !table.get().schema().equals(roomOf(entity))) {
                trespasses.add(entity.getName() + " has no @Table(schema = \"" + roomOf(entity) + "\")");
            }
        });

        none(trespasses, "Ask the room that owns the schema through its interface");
    }

    @Test
    void pages_are_cut_by_cursors() {
        var skipping = Pattern.compile("\\.page\\((?!0,)[^)]*\\)|\\bPage\\.of\\([^)]*\\)|(?i:\\boffset [?:0-9]\\w*)");
        var skippers = house.sources().stream()
                .flatMap(
                        source -> skipping.matcher(source.text()).results().map(found -> source + ": " + found.group()))
                .toList();

        none(skippers, "Continue after the last id: .page(0, limit) and a Cursor; the far end of a list costs no more");
    }

    @Test
    void tests_are_called_by_sentences() {
        methods()
                .that()
                .areMetaAnnotatedWith(Testable.class)
                .should()
                .haveNameMatching("[a-z][a-z0-9]*(_[a-z0-9]+){2,}")
                .because("a name of three words or more says what holds")
                .check(house.tests());
    }

    @Test
    void tests_lie_where_maven_looks_for_them() {
        assertAll(
                () -> classes()
                        .that(describe(
                                "hold tests",
                                c -> c.getMethods().stream().anyMatch(m -> m.isMetaAnnotatedWith(Testable.class))))
                        .should()
                        .haveNameMatching(".*(Test|IT|Contract)")
                        .because("Maven runs …Test and …IT; a …Contract has subclasses that it runs")
                        .check(house.tests()),
                () -> classes()
                        .that()
                        .haveSimpleNameEndingWith("Contract")
                        .should(com.tngtech.archunit.lang.conditions.ArchConditions.have(describe(
                                "a subclass called …Test",
                                c -> c.getAllSubclasses().stream()
                                        .anyMatch(sub -> sub.getSimpleName().endsWith("Test")))))
                        .check(house.tests()));
    }

    @Test
    void tests_neither_sleep_nor_mock_nor_rest() {
        assertAll(
                () -> noClasses()
                        .should()
                        .accessTargetWhere(reading(
                                "its pillow",
                                access -> calls(access, Thread.class, "sleep")
                                        || calls(access, java.util.concurrent.TimeUnit.class, "sleep")))
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.mockito..", "org.awaitility..", "io.quarkus.test.junit.mockito..")
                        .because("World.settle() and TestClock move time; small adapters of our own are the doubles")
                        .check(house.tests()),
                () -> noClasses()
                        .should()
                        .dependOnClassesThat(describe(
                                "skip tests",
                                c -> c.getName().equals("org.junit.jupiter.api.Disabled")
                                        || c.getName().equals("org.junit.jupiter.api.Assumptions")
                                        || c.getPackageName().equals("org.junit.jupiter.api.condition")))
                        .because("a test that is skipped says nothing")
                        .check(house.tests()));
    }

    @Test
    void every_test_asserts_something() {
        var silent = house.tests().stream()
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isMetaAnnotatedWith(Testable.class))
                .filter(m -> reachableFrom(m, c -> false).keySet().stream()
                        .flatMap(unit -> unit.getAccessesFromSelf().stream())
                        .noneMatch(ArchitectureTest::asserts))
                .map(JavaMethod::getFullName)
                .toList();

        none(silent, "Say what must hold: a test that cannot fail is none");
    }

    private static void none(Collection<String> violations, String advice) {
        assertThat(violations).as(advice).isEmpty();
    }

    private static int levelOf(JavaClass c) {
        for (var level = 0; level < LEVELS.size(); level++) {
            if (LEVELS.get(level).contains(roomOf(c))) {
                return level;
            }
        }
        return LEVELS.size();
    }

    /** What others make by its name, which a file tells them. */
    private static List<String> loadedByName() throws IOException {
        var names = new ArrayList<>(Files.readAllLines(
                Path.of("src/main/resources/META-INF/services/io.smallrye.config.ConfigSourceFactory")));
        names.addAll(Files.readAllLines(
                Path.of("src/main/resources/software/amazon/awssdk/global/handlers/execution.interceptors")));
        Pattern.compile("HANDLER=(\\S+)")
                .matcher(Files.readString(Path.of("docker/functions")))
                .results()
                .map(found -> found.group(1))
                .forEach(names::add);
        Pattern.compile("^quarkus\\.(?:s3\\.interceptors|datasource\\.jdbc\\.driver)=(.*)$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("src/main/resources/application.properties")))
                .results()
                .map(found -> found.group(1))
                .forEach(names::add);
        // What AWS Lambda is told to make.
        Pattern.compile("handler is \\{@code ([\\w.]+)}")
                .matcher(Files.readString(Path.of("src/main/java/io/overdub/analytics/lambda/package-info.java")))
                .results()
                .map(found -> found.group(1))
                .forEach(names::add);
        return names;
    }

    private static boolean isStranger(JavaClass user, JavaClass used) {
        return used.getPackageName().equals(frontOf(used))
                ? !roomOf(user).equals(roomOf(used))
                : !user.getPackageName().equals(used.getPackageName());
    }

    /** The line of the vendor with the longest name that fits. */
    private static Set<String> homesOf(JavaClass used) {
        for (var name = used.getPackageName(); !name.isEmpty(); name = name.replaceFirst("\\.?[^.]*$", "")) {
            var homes = VENDORS.get(name);
            if (homes != null) {
                return homes;
            }
        }
        return Set.of();
    }

    private static boolean beginsTransaction(JavaCodeUnit unit) {
        return unit.isAnnotatedWith(Transactional.class)
                || unit.isAnnotatedWith(Idempotent.class)
                || unit.getOwner().isAnnotatedWith(Transactional.class)
                || unit.getOwner().isAnnotatedWith(Idempotent.class)
                || unit.getAccessesFromSelf().stream()
                        .anyMatch(access -> access.getTargetOwner().isEquivalentTo(QuarkusTransaction.class));
    }

    private static boolean isExternal(JavaClass c) {
        return Stream.of(Stream.of(c), c.getAllRawInterfaces().stream(), c.getAllRawSuperclasses().stream())
                .flatMap(types -> types)
                .anyMatch(type -> type.isAnnotatedWith(External.class));
    }

    /** Of a service that speaks HTTP: Quarkus makes the class. */
    private static boolean isClient(JavaClass c) {
        return c.isInterface() && c.getMethods().stream().anyMatch(m -> m.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static boolean leavesTheProcess(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return isClient(owner)
                || calls(access, java.net.http.HttpClient.class, "send", "sendAsync")
                || calls(access, java.net.URL.class, "openConnection", "openStream")
                || calls(access, java.net.Socket.class, "<init>", "connect")
                || owner.getPackageName().startsWith("io.quarkus.redis.datasource")
                || owner.getPackageName().startsWith("io.vertx.mutiny.redis")
                        && access.getName().startsWith("send")
                || owner.getPackageName().startsWith("software.amazon.awssdk.services.")
                        && owner.getSimpleName().endsWith("Client")
                        && !Set.of("serviceClientConfiguration", "utilities").contains(access.getName());
    }

    private static boolean readsMachineClock(JavaAccess<?> access) {
        return calls(access, System.class, "currentTimeMillis")
                || calls(access, java.util.Date.class, "<init>")
                || calls(access, Clock.class, "systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds")
                || access.getTargetOwner().getPackageName().equals("java.time")
                        && access.getName().equals("now")
                        && access instanceof com.tngtech.archunit.core.domain.JavaCodeUnitAccess<?> call
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(p -> p.isEquivalentTo(Clock.class));
    }

    private static boolean rollsDice(JavaAccess<?> access) {
        return calls(access, UUID.class, "randomUUID")
                || calls(access, Math.class, "random")
                || calls(access, Random.class, "<init>")
                || calls(access, ThreadLocalRandom.class, "current");
    }

    private static boolean calls(JavaAccess<?> access, Class<?> owner, String... names) {
        return access.getTargetOwner().isEquivalentTo(owner) && List.of(names).contains(access.getName());
    }

    private static boolean asserts(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return owner.getPackageName().startsWith("org.assertj.")
                || owner.getName().equals("org.junit.jupiter.api.Assertions")
                || owner.getPackageName().startsWith("com.tngtech.archunit.")
                        && access.getName().equals("check")
                || owner.getSimpleName().startsWith("ValidatableResponse")
                        && List.of("statusCode", "body", "header", "contentType")
                                .contains(access.getName());
    }

    /** A {@code Map<String, Object>} or a list or an optional of them. */
    private static boolean holdsAnything(JavaType type) {
        if (!(type instanceof JavaParameterizedType generic)) {
            return false;
        }
        var arguments = generic.getActualTypeArguments();
        return generic.toErasure().isEquivalentTo(Map.class)
                        && arguments.get(1).getName().equals("java.lang.Object")
                || arguments.stream().anyMatch(ArchitectureTest::holdsAnything);
    }

    private static boolean isMadeByTheCompiler(JavaMethod method) {
        var owner = method.getOwner();
        return owner.isRecord() && owner.tryGetField(method.getName()).isPresent()
                || owner.isEnum() && Set.of("values", "valueOf").contains(method.getName());
    }

    /** Of a class with this ending, or nested in one. */
    private static boolean isOfA(String ending, JavaClass c) {
        return outermost(c).getSimpleName().endsWith(ending);
    }

    private static boolean isOfA(String ending, JavaMethod method) {
        return isOfA(ending, method.getOwner());
    }

    private static <T extends CanBeAnnotated> DescribedPredicate<T> are(
            String description, java.util.function.Predicate<? super T> predicate) {
        return describe("are " + description, predicate);
    }

    private static DescribedPredicate<JavaAccess<?>> reading(
            String what, java.util.function.Predicate<JavaAccess<?>> predicate) {
        return describe("it reads " + what, predicate);
    }

    /** The compiler copies constants into their users, and the trace is lost. */
    private static boolean holdsConstantsOnly(JavaClass c) {
        return c.getMethods().isEmpty()
                && !c.getFields().isEmpty()
                && c.getFields().stream().allMatch(f -> f.getRawType().isEquivalentTo(String.class));
    }
}
