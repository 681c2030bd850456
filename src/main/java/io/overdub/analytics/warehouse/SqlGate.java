package io.overdub.analytics.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets through what only reads the tables of events. It looks at what DuckDB's own parser made of the text, so that no way of writing
 * something can hide it; and it knows what is allowed, not what is forbidden, but for functions, of which there are too many.
 */
final class SqlGate {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final Set<String> TABLES = Set.of("events", "event_daily");

    /** What else lies beside them, and what DuckDB itself shows of its inside: nobody is to be misled by these names. */
    private static final Pattern INTERNAL =
            Pattern.compile("seen|incoming|incoming_daily|information_schema|(duckdb|pg|pragma|sqlite)_.*");

    /** Anything else may be the name of a file. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Set<String> NODES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "EMPTY_NODE");
    private static final Set<String> SOURCES = Set.of(
            "BASE_TABLE",
            "SUBQUERY",
            "JOIN",
            "TABLE_FUNCTION",
            "EMPTY",
            "EXPRESSION_LIST",
            "CTE",
            "EMPTY_FROM",
            "PIVOT");
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "json_each", "json_tree", "repeat");
    private static final Pattern FORBIDDEN_FUNCTIONS = Pattern.compile(
            "(read|write|parquet|pragma|duckdb|sniff|scan|arrow|pg|sqlite|mysql|icu_|st_read|http|to_temporary)_.*|glob|query|query_table|"
                    + "getenv|getvariable|current_setting|set_config|nextval|currval|txid_current|version|"
                    + "json_(de)?serialize_(sql|plan)|json_execute_serialized_sql|from_substrait.*|get_substrait.*|"
                    + "checkpoint|force_checkpoint|load_.*|install_.*|which_secret|in_search_path|current_(catalog|schemas?|database|user|role)|"
                    + "seq_scan|index_scan|copy_database|summary|sql_auto_complete|force_.*|enable_.*|disable_.*|test_.*|variant_.*|"
                    + "error|sleep_ms|sleep|write_log|session_user|user|"
                    // A few letters of these ask for gigabytes, beside the memory that DuckDB counts and without a look
                    // at the clock.
                    + "repeat|[lr]pad|range|generate_series|(list|array)_resize|bitstring|printf|format");

    private SqlGate() {}

    /**
     * @param parsed what {@code json_serialize_sql} answers
     * @throws QueryRefused when it is not one query, or reaches for something else
     */
    static void check(String parsed) {
        var tree = read(parsed);
        if (tree.path("error").asBoolean(true)) {
            throw QueryRefused.forbidden(
                    "syntax error".equals(tree.path("error_type").asText())
                                    || "parser".equals(tree.path("error_type").asText())
                            ? tree.path("error_message").asText()
                            : "Only queries are answered (select, with, values): "
                                    + tree.path("error_message").asText());
        }
        if (tree.path("statements").size() != 1) {
            throw QueryRefused.forbidden("One query at a time");
        }
        checkNode(tree, TABLES);
    }

    private static JsonNode read(String parsed) {
        try {
            return JSON.readTree(parsed);
        } catch (JsonProcessingException e) {
            throw QueryRefused.forbidden("It cannot be read");
        }
    }

    /** @param outer the tables that are known around this node */
    private static void checkNode(JsonNode node, Set<String> outer) {
        var named = withDefinitions(node, outer);
        var type = node.path("type").asText("");
        if (type.endsWith("_NODE") && !node.has("class") && !NODES.contains(type)) {
            throw QueryRefused.forbidden("Only queries are answered");
        }
        node.properties().forEach(field -> {
            if (Set.of("from_table", "left", "right", "source").contains(field.getKey())
                    && field.getValue().isObject()
                    && !field.getValue().has("class")) {
                checkSource(field.getValue());
            }
        });
        if (type.equals("BASE_TABLE")) {
            checkTable(node, named);
        } else if (type.equals("TABLE_FUNCTION")) {
            var function = lower(node.path("function").path("function_name"));
            if (!TABLE_FUNCTIONS.contains(function)) {
                throw QueryRefused.forbidden(function + "() is not to be read from");
            }
        } else if (node.has("function_name")) {
            var function = lower(node.path("function_name"));
            if (FORBIDDEN_FUNCTIONS.matcher(function).matches()) {
                throw QueryRefused.forbidden(function + "() is not to be called");
            }
        }
        node.properties().forEach(field -> {
            if (type.equals("TABLE_FUNCTION") && field.getKey().equals("function")) {
                // Its name was looked at, and may be one that is not to be called elsewhere.
                field.getValue().forEach(part -> checkNode(part, named));
            } else if (!field.getKey().equals("cte_map")) {
                checkNode(field.getValue(), field.getKey().equals("right") ? withItself(node, named) : named);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> checkNode(child, named));
        }
    }

    /** What {@code with} defines is known to this node and all below it, and to the definitions after it: in front of it a table would be. */
    private static Set<String> withDefinitions(JsonNode node, Set<String> outer) {
        var definitions = node.path("cte_map").path("map");
        if (definitions.isEmpty()) {
            return outer;
        }
        var named = new HashSet<>(outer);
        definitions.forEach(definition -> {
            checkNode(definition.path("value"), named);
            named.add(defined(definition.path("key")));
        });
        return named;
    }

    /** What is recursive knows itself in what it repeats, not in what it begins with. */
    private static Set<String> withItself(JsonNode node, Set<String> outer) {
        if (!node.path("type").asText().equals("RECURSIVE_CTE_NODE")) {
            return outer;
        }
        var named = new HashSet<>(outer);
        named.add(defined(node.path("cte_name")));
        return named;
    }

    private static String defined(JsonNode name) {
        var text = lower(name);
        if (!PLAIN.matcher(name.asText()).matches() || INTERNAL.matcher(text).matches()) {
            throw QueryRefused.forbidden("Nothing is to be called " + text);
        }
        return text;
    }

    private static void checkSource(JsonNode source) {
        var type = source.path("type").asText("");
        if (!type.endsWith("_NODE") && !SOURCES.contains(type)) {
            throw QueryRefused.forbidden("This is not to be read from");
        }
    }

    private static void checkTable(JsonNode table, Set<String> named) {
        var schema = lower(table.path("schema_name"));
        var catalog = lower(table.path("catalog_name"));
        var name = lower(table.path("table_name"));
        var known = schema.isEmpty() ? named : schema.equals("main") ? TABLES : Set.<String>of();
        if (!catalog.isEmpty()
                || !known.contains(name)
                || !PLAIN.matcher(table.path("table_name").asText()).matches()) {
            throw QueryRefused.forbidden("There is no table " + name + "; there are " + String.join(", ", TABLES));
        }
    }

    private static String lower(JsonNode text) {
        return text.asText("").toLowerCase(Locale.ROOT);
    }
}
