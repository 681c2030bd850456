package io.overdub;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.overdub.kernel.AppModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the rules look at: the classes, the classes of the tests, and the sources for what byte code forgets. */
record House(JavaClasses code, JavaClasses tests, List<Source> sources) {

    static final String ROOT = "io.overdub";

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([a-z.]+);");

    /** A source file, of the package that it names, whatever folder it lies in. */
    record Source(Path file, String text) {

        static Source of(Path file) {
            try {
                return new Source(file, Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String packageName() {
            var name = PACKAGE.matcher(text);
            return name.find() ? name.group(1) : "";
        }

        String room() {
            return roomOf(packageName());
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    static House ours() {
        return new House(
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ROOT),
                new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages(ROOT),
                sourcesIn(Path.of("src/main/java")));
    }

    static List<Source> sourcesIn(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Source::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each room's sign says that it imports. */
    Map<String, Set<String>> signs() {
        var signs = new TreeMap<String, Set<String>>();
        code.stream()
                .filter(c -> c.getSimpleName().equals("package-info") && c.isAnnotatedWith(AppModule.class))
                .forEach(sign -> signs.put(
                        roomOf(sign),
                        new TreeSet<>(List.of(
                                sign.getAnnotationOfType(AppModule.class).uses()))));
        return signs;
    }

    /** Everything that can be named from elsewhere in its package: no nested classes, no signs. */
    Stream<JavaClass> types() {
        return code.stream()
                .filter(c ->
                        c.getEnclosingClass().isEmpty() && !c.getSimpleName().equals("package-info"));
    }

    /** All uses of one room by another. */
    List<Dependency> crossings() {
        return code.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> isOurs(d.getTargetClass())
                        && !roomOf(d.getOriginClass()).equals(roomOf(d.getTargetClass())))
                .toList();
    }

    /**
     * What runs when a method does, each with the way to it, as far as names tell: through all of our classes, also behind interfaces.
     *
     * @param beyond what is not looked into
     */
    static Map<JavaCodeUnit, String> reachableFrom(JavaCodeUnit start, Predicate<JavaClass> beyond) {
        var ways = new LinkedHashMap<JavaCodeUnit, String>();
        ways.put(start, nameOf(start));
        var open = new ArrayDeque<JavaCodeUnit>(List.of(start));
        while (!open.isEmpty()) {
            var unit = open.pop();
            var way = ways.get(unit);
            unit.getAccessesFromSelf().stream()
                    .filter(access -> isOurs(access.getTargetOwner()) && !beyond.test(access.getTargetOwner()))
                    .flatMap(House::targetsOf)
                    .forEach(target -> {
                        if (ways.putIfAbsent(target, way + " → " + nameOf(target)) == null) {
                            open.push(target);
                        }
                    });
        }
        return ways;
    }

    private static String nameOf(JavaCodeUnit unit) {
        return unit.getOwner().getSimpleName() + "." + unit.getName();
    }

    private static Stream<JavaCodeUnit> targetsOf(JavaAccess<?> access) {
        if (!(access instanceof JavaCodeUnitAccess<?> call)) {
            return Stream.empty();
        }
        var parameters = call.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .toArray(String[]::new);
        return Stream.concat(
                call.getTarget().resolveMember().stream().map(JavaCodeUnit.class::cast),
                call.getTargetOwner().getAllSubclasses().stream()
                        .flatMap(sub -> sub.tryGetMethod(call.getName(), parameters).stream()));
    }

    /** Declared by something that is not ours to change, or by another class of ours. */
    static boolean overrides(JavaMethod method) {
        var owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .flatMap(ancestor -> ancestor.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getParameters().size()
                                == method.getParameters().size());
    }

    static boolean isPublic(JavaClass c) {
        return c.getModifiers().contains(JavaModifier.PUBLIC);
    }

    static boolean isIn(JavaClass c, String home) {
        return (c.getPackageName() + ".").startsWith(ROOT + "." + home + ".");
    }

    static boolean isOurs(JavaClass c) {
        return (c.getPackageName() + ".").startsWith(ROOT + ".");
    }

    static String roomOf(JavaClass c) {
        return roomOf(c.getPackageName());
    }

    /** The first level below the root; empty for the root itself. */
    static String roomOf(String packageName) {
        var steps = packageName.split("\\.");
        var depth = ROOT.split("\\.").length;
        return steps.length > depth ? steps[depth] : "";
    }

    /** The front room of a package, where strangers may go. */
    static String frontOf(JavaClass c) {
        return ROOT + "." + roomOf(c);
    }

    static JavaClass outermost(JavaClass c) {
        return c.getEnclosingClass().map(House::outermost).orElse(c);
    }
}
