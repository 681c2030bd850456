package io.overdub.search.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.search.index.Clause.Term;
import io.overdub.search.index.Rules.Field;
import io.overdub.search.index.Rules.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A question in the query language of Elasticsearch. Scores are sums of constants, given by the weights of the rules and not by how rare a
 * word is: so they are the same on each shard and copy, pages fit together, and rules mean what they mean in other engines.
 *
 * <p>A word as typed counts once, the beginning of one half, one that may be meant a quarter; each in its best field, by the weight of that
 * and shared among the words.
 */
final class ElasticsearchQuery {

    private static final double BEGUN = 0.5;
    private static final double MEANT = 0.25;

    private static final List<Field> PROMINENT = List.of(Field.TITLE, Field.NAME);
    private static final List<Field> ALL = List.of(Field.values());
    private static final int MOST_MEANT = 20;

    private final Asked asked;
    private final Rules rules;
    private final List<Clause> clauses;
    private final List<Field> fields;
    private final String name;
    private final boolean explained;

    /** @param explained every part has a name, which {@link #parts} reads */
    ElasticsearchQuery(Asked asked, boolean prominent, boolean explained) {
        this.asked = asked;
        this.rules = asked.rules().rules();
        this.clauses = Clause.of(asked);
        this.fields = prominent ? PROMINENT : ALL;
        this.name = Lexemes.name(asked.words());
        this.explained = explained;
    }

    /** What a document must be, whatever was typed. */
    static List<ObjectNode> filters(Question question) {
        var filters = new ArrayList<ObjectNode>();
        filters.add(Json.of(
                "terms",
                Json.of(
                        "kind",
                        question.kinds().stream().map(Kind::stored).sorted().toList())));
        if (question.everybody()) {
            filters.add(term("everybody", true));
        }
        question.labels().forEach(label -> filters.add(term("labels", label)));
        return filters;
    }

    boolean loosens() {
        return asked.words().size() > 1 && clauses.stream().anyMatch(Clause::alone);
    }

    /** Kinds that count alike are one part of it. */
    ObjectNode query(boolean loose) {
        var kinds = new LinkedHashMap<Weights, TreeSet<String>>();
        asked.question()
                .kinds()
                .forEach(kind -> kinds.computeIfAbsent(rules.weightsOf(kind), unknown -> new TreeSet<>())
                        .add(kind.stored()));
        var parts = new ArrayList<ObjectNode>();
        kinds.forEach((weights, some) -> parts.add(bool(Json.of(
                "filter", List.of(Json.of("terms", Json.of("kind", some))), "must", List.of(scored(weights, loose))))));
        return bool(Json.of("filter", filters(asked.question()), "should", parts, "minimum_should_match", 1));
    }

    private ObjectNode scored(Weights weights, boolean loose) {
        return Json.of(
                "function_score",
                Json.of(
                        "query",
                        matching(weights, loose),
                        "field_value_factor",
                        Json.of("field", "popularity", "factor", rules.popularity() * weights.factor(), "missing", 0),
                        "boost_mode",
                        "sum"));
    }

    private ObjectNode matching(Weights weights, boolean loose) {
        var needed = loose ? clauses.stream().filter(Clause::alone).toList() : Clause.needed(clauses);
        var must = needed.stream().map(clause -> words(clause, weights)).toList();
        var should = clauses.stream()
                .filter(clause -> !needed.contains(clause))
                .map(clause -> words(clause, weights))
                .collect(Collectors.toCollection(ArrayList::new));
        should.add(constant("phrase", -1, rules.phrase(), inARow()));
        if (!name.isEmpty()) {
            should.add(constant("whole_title", -2, rules.wholeTitle(), term("whole", name)));
        }
        return bool(Json.of(
                "must",
                loose ? List.of(bool(Json.of("should", must, "minimum_should_match", 1))) : must,
                "should",
                should,
                "boost",
                weights.factor()));
    }

    private ObjectNode inARow() {
        var last = asked.words().size() - 1;
        if (last == 0) {
            return Json.of(
                    "bool",
                    Json.of(
                            "should",
                            fields.stream()
                                    .map(field -> begins(clauses.get(0).terms().get(0), field))
                                    .toList()));
        }
        var open = clauses.get(clauses.size() - 1).terms();
        return phrase(
                asked.words().stream().map(Words.Word::folded).toList(),
                open.get(open.size() - 1).begins());
    }

    private ObjectNode phrase(List<String> words, boolean open) {
        return Json.of(
                "multi_match",
                Json.of(
                        "query",
                        String.join(" ", words),
                        "type",
                        open ? "phrase_prefix" : "phrase",
                        "fields",
                        fields.stream().map(Field::wireName).toList()));
    }

    private ObjectNode words(Clause clause, Weights weights) {
        if (clause.synonyms().isEmpty()) {
            return best(forms(clause.terms().get(0), weights));
        }
        var ways = new ArrayList<ObjectNode>();
        ways.add(bool(Json.of(
                "must",
                clause.terms().stream().map(term -> best(forms(term, weights))).toList())));
        for (var synonym : clause.synonyms()) {
            for (var field : fields) {
                ways.add(constant(
                        "begun",
                        clause.terms().get(0).place(),
                        BEGUN * share(weights, field) * clause.terms().size(),
                        Json.of("match_phrase", Json.of(field.wireName(), String.join(" ", synonym)))));
            }
        }
        return best(ways);
    }

    private List<ObjectNode> forms(Term term, Weights weights) {
        var forms = new ArrayList<ObjectNode>();
        for (var field : fields) {
            var share = share(weights, field);
            forms.add(constant("typed", term.place(), share, term(field.wireName(), term.folded())));
            if (term.begins()) {
                forms.add(constant("begun", term.place(), BEGUN * share, begins(term, field)));
            }
            if (term.isMisspellable()) {
                forms.add(constant("meant", term.place(), MEANT * share, meant(field.wireName(), term)));
            }
            if (term.isMisspellable() && term.ends() && ElasticsearchDocument.hasHeads(field)) {
                forms.add(constant(
                        "meant", term.place(), MEANT * share, meant(ElasticsearchDocument.heads(field), term)));
            }
        }
        return forms;
    }

    private double share(Weights weights, Field field) {
        return weights.of(field) / asked.words().size();
    }

    private static ObjectNode begins(Term term, Field field) {
        if (!term.begins()) {
            return term(field.wireName(), term.folded());
        }
        return ElasticsearchDocument.hasHeads(field) && ElasticsearchDocument.isHead(term.word())
                ? term(ElasticsearchDocument.heads(field), term.folded())
                : Json.of("prefix", Json.of(field.wireName(), Json.of("value", term.folded())));
    }

    private static ObjectNode meant(String field, Term term) {
        return Json.of(
                "fuzzy",
                Json.of(
                        field,
                        Json.of(
                                "value",
                                term.folded(),
                                "fuzziness",
                                Typos.allowed(term.folded()),
                                "max_expansions",
                                MOST_MEANT)));
    }

    private static ObjectNode best(List<ObjectNode> queries) {
        return Json.of("dis_max", Json.of("queries", queries));
    }

    /** @param place of the word among the others; of those that have the same one, one counts */
    private ObjectNode constant(String part, int place, double boost, ObjectNode query) {
        return Json.of(
                "constant_score",
                explained
                        ? Json.of("filter", query, "boost", boost, "_name", part + " " + place + " " + boost)
                        : Json.of("filter", query, "boost", boost));
    }

    /** What the score of a document of this kind is made of, before the factor, by the names of the parts that it met. */
    Map<String, Double> parts(Kind kind, int popularity, Collection<String> names) {
        var best = new HashMap<String, String[]>();
        for (var met : names) {
            var part = met.split(" ");
            best.merge(part[1], part, (one, other) -> value(one) >= value(other) ? one : other);
        }
        var parts = new TreeMap<String, Double>();
        best.values().forEach(part -> parts.merge(part[0], value(part), Double::sum));
        parts.put("popular", rules.popularity() * popularity);
        parts.put("factor", rules.weightsOf(kind).factor());
        return parts;
    }

    private static double value(String[] part) {
        return Double.parseDouble(part[2]);
    }

    private static ObjectNode bool(ObjectNode parts) {
        return Json.of("bool", parts);
    }

    private static ObjectNode term(String field, Object value) {
        return Json.of("term", Json.of(field, Json.of("value", value)));
    }
}
