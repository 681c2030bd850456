package io.overdub.quotes;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

@Singleton
class CategoryRepository {

    private final Sql sql;

    CategoryRepository(Sql sql) {
        this.sql = sql;
    }

    List<Category> all() {
        return sql.readable(
                "quotes.category",
                "select key, name, position from quotes.category order by position, key",
                CategoryRepository::category);
    }

    void put(Category category) {
        sql.update("""
                insert into quotes.category (key, name, position) values (?, ?, ?)
                on conflict (key) do update set name = excluded.name, position = excluded.position""", category.key(), category.name(), category.position());
    }

    void remove(String key) {
        sql.update("delete from quotes.category where key = ?", key);
    }

    List<String> unknownAmong(Collection<String> keys) {
        return sql.list(
                "select wanted from unnest(?::text[]) wanted"
                        + " where not exists (select 1 from quotes.category where key = wanted)",
                row -> row.getString(1),
                keys);
    }

    private static Category category(ResultSet row) throws SQLException {
        return new Category(
                Sql.text(row, 1, Category.LONGEST_KEY), Sql.text(row, 2, Category.LONGEST_NAME), row.getInt(3));
    }
}
