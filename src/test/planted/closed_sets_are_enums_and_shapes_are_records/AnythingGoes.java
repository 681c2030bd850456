// red: io.overdub.quotes.AnythingGoes.takes(java.util.Map)
// red: io.overdub.quotes.AnythingGoes.returns()
package io.overdub.quotes;

import java.util.List;
import java.util.Map;

class AnythingGoes {
    void takes(Map<String, Object> anything) {}

    List<Map<String, Object>> returns() {
        return List.of();
    }
}
