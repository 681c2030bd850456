// red: io.overdub.quotes.LooseConfig
package io.overdub.quotes;

class LooseConfig {
    Object read() {
        return org.eclipse.microprofile.config.ConfigProvider.getConfig();
    }
}
