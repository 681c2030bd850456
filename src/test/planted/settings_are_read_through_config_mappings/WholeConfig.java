// red: io.overdub.quotes.WholeConfig.config
package io.overdub.quotes;

class WholeConfig {
    org.eclipse.microprofile.config.Config config;
}
