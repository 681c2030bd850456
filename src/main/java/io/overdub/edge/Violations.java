package io.overdub.edge;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.overdub.kernel.Refusal;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what Bean Validation found in the words of the wire: where in the body, or which parameter. */
final class Violations {

    private static final class InvalidRequest extends Refusal {
        InvalidRequest(List<Fault> faults) {
            super(Kind.INVALID, "invalid_request", "Some fields are not acceptable", faults);
        }
    }

    private Violations() {}

    /** Null when it was our own answer that broke a rule. */
    static @Nullable Refusal refusal(Set<ConstraintViolation<?>> violations) {
        var parameters = new ArrayList<Refusal.Fault>();
        var fields = new ArrayList<Refusal.Fault>();
        for (var violation : violations) {
            var steps = new ArrayList<Path.Node>();
            violation.getPropertyPath().forEach(steps::add);
            if (steps.size() < 2 || steps.get(1).getKind() == ElementKind.RETURN_VALUE) {
                return null;
            }
            var parameter = parameterName(violation, steps);
            if (parameter == null) {
                fields.add(new Refusal.Fault(inBody(steps), violation.getMessage()));
            } else {
                parameters.add(new Refusal.Fault(parameter, violation.getMessage()));
            }
        }
        parameters.sort(Comparator.comparing(Refusal.Fault::field).thenComparing(Refusal.Fault::message));
        fields.sort(Comparator.comparing(Refusal.Fault::field).thenComparing(Refusal.Fault::message));
        return parameters.isEmpty()
                ? new InvalidRequest(List.copyOf(fields))
                : Malformed.parameter(List.copyOf(parameters));
    }

    /** The path inside the body, such as {@code items[2].size_bytes}. */
    private static String inBody(List<Path.Node> steps) {
        var text = new StringBuilder();
        for (var step : steps.subList(2, steps.size())) {
            // An element of a list is a step of its own: the index belongs to the name before it.
            if (step.isInIterable()) {
                text.append('[');
                text.append(step.getIndex() != null ? step.getIndex() : step.getKey());
                text.append(']');
            }
            if (step.getKind() == ElementKind.PROPERTY) {
                text.append(text.isEmpty() ? "" : ".").append(SnakeCaseStrategy.INSTANCE.translate(step.getName()));
            }
        }
        return text.toString();
    }

    private static @Nullable String parameterName(ConstraintViolation<?> violation, List<Path.Node> steps) {
        var call = steps.get(0).as(Path.MethodNode.class);
        var parameter = steps.get(1).as(Path.ParameterNode.class);
        var method = method(violation.getRootBeanClass(), call);
        for (Annotation note : method.getParameterAnnotations()[parameter.getParameterIndex()]) {
            if (note instanceof QueryParam query) {
                return query.value();
            } else if (note instanceof PathParam path) {
                return path.value();
            } else if (note instanceof HeaderParam header) {
                return header.value();
            } else if (note instanceof BeanParam) {
                return inBody(steps);
            } else if (note.annotationType().getPackageName().startsWith("org.jboss.resteasy.reactive")) {
                return SnakeCaseStrategy.INSTANCE.translate(parameter.getName());
            }
        }
        return null;
    }

    private static Method method(Class<?> resource, Path.MethodNode call) {
        // The subclass that CDI generates repeats the methods without their annotations.
        var written = resource.isSynthetic() || resource.getName().endsWith("_Subclass")
                ? resource.getSuperclass()
                : resource;
        try {
            return written.getMethod(call.getName(), call.getParameterTypes().toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A validated method exists", e);
        }
    }
}
