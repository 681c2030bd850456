package io.overdub.kernel;

import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import jakarta.inject.Singleton;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who hears what: every subscriber bean under its stable name, and the event types that they name. */
@Singleton
class Subscribers {

    record Subscription(String name, Class<?> type, Subscriber<DomainEvent> subscriber) {}

    private final Map<String, Subscription> byName = new HashMap<>();
    private final Map<Class<?>, List<Subscription>> byEvent = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> events = new HashMap<>();

    Subscribers(@All List<Subscriber<?>> beans) {
        for (var bean : beans) {
            add(bean);
        }
    }

    private void add(Subscriber<?> bean) {
        var type = heardBy(bean);
        var subscription = new Subscription(nameOf(ClientProxy.unwrap(bean).getClass()), type, widen(bean));
        if (byName.put(subscription.name(), subscription) != null) {
            throw new IllegalStateException("Two subscribers are called " + subscription.name());
        }
        if (type.isRecord()) {
            events.put(nameOf(type), type);
        }
        if (type.isSealed()) {
            for (var kind : type.getPermittedSubclasses()) {
                events.put(nameOf(kind), kind);
            }
        }
    }

    List<Subscription> hearing(Class<?> event) {
        return byEvent.computeIfAbsent(
                event,
                type -> byName.values().stream()
                        .filter(subscription -> subscription.type().isAssignableFrom(type))
                        .filter(subscription -> !(subscription.subscriber() instanceof Chronicler)
                                || Modifier.isPublic(type.getModifiers()))
                        .toList());
    }

    Set<String> names() {
        return byName.keySet();
    }

    @Nullable Subscription named(String name) {
        return byName.get(name);
    }

    @Nullable Class<?> event(String name) {
        return events.get(name);
    }

    /** The stable name of a type; generated subclasses (CDI interception) answer for the class that people wrote. */
    static String nameOf(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            var name = c.getAnnotation(StableName.class);
            if (name != null) {
                return name.value();
            }
        }
        throw new IllegalStateException(type.getName() + " has no @StableName");
    }

    private static Class<?> heardBy(Subscriber<?> bean) {
        if (bean instanceof Chronicler) {
            return DomainEvent.class;
        }
        var candidates = new ArrayList<Class<?>>();
        for (Class<?> c = ClientProxy.unwrap(bean).getClass(); c != null; c = c.getSuperclass()) {
            for (var face : c.getGenericInterfaces()) {
                if (face instanceof ParameterizedType type
                        && type.getRawType() instanceof Class<?> kind
                        && Subscriber.class.isAssignableFrom(kind)
                        && type.getActualTypeArguments()[0] instanceof Class<?> event) {
                    candidates.add(event);
                }
            }
        }
        if (candidates.size() != 1) {
            throw new IllegalStateException(bean.getClass().getName() + " must implement Subscriber<SomeEvent> once");
        }
        return candidates.get(0);
    }

    /** Sound because {@link #hearing} hands a subscriber only what it declared. */
    @SuppressWarnings("unchecked")
    private static Subscriber<DomainEvent> widen(Subscriber<?> bean) {
        return (Subscriber<DomainEvent>) bean;
    }
}
