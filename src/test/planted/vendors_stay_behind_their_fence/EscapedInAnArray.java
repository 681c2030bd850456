// red: Field <io.overdub.dubs.EscapedInAnArray.trees>
package io.overdub.dubs;

class EscapedInAnArray {
    com.fasterxml.jackson.databind.JsonNode[] trees;
}
