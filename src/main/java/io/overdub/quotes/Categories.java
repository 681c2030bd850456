package io.overdub.quotes;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** The shelves of the catalogue, which editors put up. */
@ApplicationScoped
class Categories {

    private final CategoryRepository categories;

    Categories(CategoryRepository categories) {
        this.categories = categories;
    }

    /** In the order in which they are shown. */
    List<Category> all() {
        return categories.all();
    }

    /** New, or renamed and moved. */
    void put(Category category) {
        categories.put(category);
    }

    /** Quotes keep the key, which then names nothing; put it back and they are there again. */
    void remove(String key) {
        categories.remove(key);
    }

    /** @throws UnknownCategory when there are others among them */
    void requireAll(Collection<String> keys) {
        if (!keys.isEmpty()) {
            var unknown = unknownAmong(keys);
            if (!unknown.isEmpty()) {
                throw new UnknownCategory(unknown);
            }
        }
    }

    List<String> unknownAmong(Collection<String> keys) {
        return categories.unknownAmong(keys);
    }
}
