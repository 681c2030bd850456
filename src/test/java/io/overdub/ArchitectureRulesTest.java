package io.overdub;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule that cannot fail is none: each rule of {@link ArchitectureTest} is shown what it forbids, and must say so.
 *
 * <p>A violation is a file {@code src/test/planted/<rule>/<Name>.java} with lines {@code // red: <what the failure must mention>}. It is
 * compiled here, without the gates of the build, and moves into the house with the others of its rule.
 */
class ArchitectureRulesTest {

    private static final Path PLANTED = Path.of("src/test/planted");
    private static final Pattern RED = Pattern.compile("(?m)^// red: (.+)$");

    private static final List<House.Source> SOURCES = House.sourcesIn(PLANTED);

    private static JavaClasses everything;

    /** The name of the folder is how {@link #isPlanted} knows. */
    @BeforeAll
    static void compile_what_is_planted(@TempDir Path folder) throws IOException {
        var output = Files.createDirectory(folder.resolve("planted"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", output.toString(), "-proc:none", "-parameters", "-nowarn");
            var sources = files.getJavaFileObjectsFromPaths(
                    SOURCES.stream().map(House.Source::file).toList());
            var compiled = compiler.getTask(complaints, files, null, options, null, sources)
                    .call();
            assertThat(compiled).as(complaints.toString()).isTrue();
        }
        everything = new ClassFileImporter().importPaths(Path.of("target/classes"), output);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_goes_red_on_whatever_it_forbids(String rule) throws ReflectiveOperationException {
        var violations = House.sourcesIn(PLANTED.resolve(rule));

        var failure = failureOf(ArchitectureTest.class.getDeclaredMethod(rule), houseWith(violations));

        assertThat(failure).isInstanceOf(AssertionError.class);
        for (var violation : violations) {
            assertThat(failure).message().contains(redOf(violation));
        }
    }

    @Test
    void each_violation_is_of_a_rule() {
        var shown = SOURCES.stream()
                .map(source -> PLANTED.relativize(source.file()).getName(0).toString())
                .collect(toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(rules().collect(toCollection(TreeSet::new)));
    }

    private static Stream<String> rules() {
        return Arrays.stream(ArchitectureTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName);
    }

    private static List<String> redOf(House.Source violation) {
        var red = RED.matcher(violation.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(red).as("lines // red: in %s", violation).isNotEmpty();
        return red;
    }

    private static House houseWith(List<House.Source> violations) {
        return new House(
                everything.that(describe("are ours or planted", c -> !isPlanted(c) || isOfOne(violations, c))),
                everything.that(describe("are planted", c -> isPlanted(c) && isOfOne(violations, c))),
                violations);
    }

    private static boolean isPlanted(JavaClass c) {
        return c.getSource().orElseThrow().getUri().getPath().contains("/planted/");
    }

    private static boolean isOfOne(List<House.Source> violations, JavaClass c) {
        var file = c.getSource().flatMap(Source::getFileName).orElse("");
        return violations.stream()
                .anyMatch(source -> source.packageName().equals(c.getPackageName())
                        && source.file().endsWith(file));
    }

    private static @Nullable Throwable failureOf(Method rule, House house) {
        var test = new ArchitectureTest();
        test.house = house;
        var failure = catchThrowable(() -> rule.invoke(test));
        return failure instanceof InvocationTargetException wrapped ? wrapped.getCause() : failure;
    }
}
