// red: io.overdub.quotes.ConfigField.limit
package io.overdub.quotes;

class ConfigField {
    @org.eclipse.microprofile.config.inject.ConfigProperty(name = "limit")
    int limit;
}
