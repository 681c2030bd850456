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

    private static final Set<String> NODES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE", "RECURSIVE_CTE_NODE", "EMPTY_NODE");
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
                    + "error|sleep_ms|sleep|write_log|session_user|user");

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
        var named = new HashSet<String>(TABLES);
        collectNames(tree, named);
        checkNode(tree, named);
    }

    private static JsonNode read(String parsed) {
        try {
            return JSON.readTree(parsed);
        } catch (JsonProcessingException e) {
            throw QueryRefused.forbidden("It cannot be read");
        }
    }

    /** What {@code with} gives a name. */
    private static void collectNames(JsonNode node, Set<String> names) {
        node.path("cte_map").path("map").forEach(entry -> names.add(lower(entry.path("key"))));
        if (node.hasNonNull("cte_name")) {
            names.add(lower(node.path("cte_name")));
        }
        node.forEach(child -> collectNames(child, names));
    }

    private static void checkNode(JsonNode node, Set<String> named) {
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
        node.forEach(child -> checkNode(child, named));
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
        if (!catalog.isEmpty() || !Set.of("", "main").contains(schema) || !named.contains(name)) {
            throw QueryRefused.forbidden("There is no table " + name + "; there are " + String.join(", ", TABLES));
        }
    }

    private static String lower(JsonNode text) {
        return text.asText("").toLowerCase(Locale.ROOT);
    }
}
