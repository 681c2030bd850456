package io.overdub.search.index;

import io.overdub.kernel.External;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A generation is an index {@code prefix-number}. The one that answers also goes by the name {@code prefix}, the one that is being filled by
 * {@code prefix-building-number}; they are written to by these names only, so one that was given up takes nothing more.
 */
@External
final class ElasticsearchGenerations {

    private static final int BAD_REQUEST = 400;

    private final ElasticsearchClient client;
    private final ElasticsearchCalls calls;
    private final String prefix;
    private final int replicas;

    ElasticsearchGenerations(ElasticsearchClient client, ElasticsearchCalls calls, String prefix, int replicas) {
        this.client = client;
        this.calls = calls;
        this.prefix = prefix;
        this.replicas = replicas;
    }

    /** The names under which generations are filled. There is one that answers from now on, if there was none. */
    Collection<String> beingFilled() {
        var all = all();
        if (all.values().stream().noneMatch(names -> names.contains(prefix))) {
            var generation = last(all) + 1;
            while (!create(generation, prefix)) {
                generation++;
            }
        }
        return all.values().stream()
                .flatMap(Set::stream)
                .filter(name -> !name.equals(prefix))
                .toList();
    }

    long begin() {
        var all = all();
        all.forEach((index, names) -> {
            if (names.contains(building(generation(index)))) {
                delete(index);
            }
        });
        var generation = last(all) + 1;
        while (!create(generation, building(generation))) {
            generation++;
        }
        return generation;
    }

    void publish(long generation) {
        var index = index(generation);
        var all = all();
        if (!all.getOrDefault(index, Set.of()).contains(building(generation))) {
            return;
        }
        calls.make(by -> client.refresh(by, index));
        var actions = new ArrayList<Object>();
        actions.add(Json.of("remove", Json.of("index", index, "alias", building(generation))));
        all.forEach((other, names) -> {
            if (names.contains(prefix)) {
                actions.add(Json.of("remove", Json.of("index", other, "alias", prefix)));
            }
        });
        actions.add(Json.of("add", Json.of("index", index, "alias", prefix)));
        var swap = Json.of("actions", actions).toString();
        calls.make(by -> client.rename(by, swap));
    }

    /** Takes away those that go by no other name. */
    boolean sweep() {
        var swept = false;
        for (var index : all().entrySet()) {
            if (index.getValue().isEmpty()) {
                delete(index.getKey());
                swept = true;
            }
        }
        return swept;
    }

    String building(long generation) {
        return prefix + "-building-" + generation;
    }

    /** Somebody else may be quicker: false when they made it for something else. */
    private boolean create(long generation, String alias) {
        try {
            calls.make(by -> client.create(by, index(generation), ElasticsearchDocument.settings(replicas, alias)));
            return true;
        } catch (EngineRefused e) {
            var names = all().get(index(generation));
            if (e.status() != BAD_REQUEST || names == null) {
                throw e;
            }
            return names.contains(alias);
        }
    }

    private void delete(String index) {
        calls.find(by -> client.delete(by, index));
    }

    private long last(Map<String, Set<String>> all) {
        return all.keySet().stream().mapToLong(this::generation).max().orElse(0);
    }

    /** Our indexes, and what else each goes by. */
    private Map<String, Set<String>> all() {
        var indexes = new HashMap<String, Set<String>>();
        calls.find(by -> client.aliases(by, prefix + "-*"))
                .ifPresent(all -> all.properties()
                        .forEach(index -> indexes.put(
                                index.getKey(),
                                index.getValue().path("aliases").properties().stream()
                                        .map(Map.Entry::getKey)
                                        .collect(Collectors.toSet()))));
        indexes.keySet().removeIf(name -> !name.substring(prefix.length() + 1).matches("\\d{1,18}"));
        return indexes;
    }

    private String index(long generation) {
        return prefix + "-" + generation;
    }

    private long generation(String index) {
        return Long.parseLong(index.substring(prefix.length() + 1));
    }
}
