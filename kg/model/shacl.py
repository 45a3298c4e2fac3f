"""The terms of SHACL that the gate knows."""

# Constraint component → the parameter that calls for it, and what it demands in words; {} is the parameter's value.
COMPONENTS = {
    "Class": ("class", "must be a {}"),
    "Datatype": ("datatype", "must be of the datatype {}"),
    "NodeKind": ("nodeKind", "must be {}"),
    "MinCount": ("minCount", "must have at least {} value{s}"),
    "MaxCount": ("maxCount", "must have at most {} value{s}"),
    "MinExclusive": ("minExclusive", "must be greater than {}"),
    "MinInclusive": ("minInclusive", "must be {} or more"),
    "MaxExclusive": ("maxExclusive", "must be less than {}"),
    "MaxInclusive": ("maxInclusive", "must be {} or less"),
    "MinLength": ("minLength", "must have at least {} character{s}"),
    "MaxLength": ("maxLength", "must have at most {} character{s}"),
    "Pattern": ("pattern", "must match {}"),
    "LanguageIn": ("languageIn", "must be in one of the languages {}"),
    "UniqueLang": ("uniqueLang", "must have at most one value a language"),
    "Equals": ("equals", "must have the same values as {}"),
    "Disjoint": ("disjoint", "must share no value with {}"),
    "LessThan": ("lessThan", "must be less than the value of {}"),
    "LessThanOrEquals": ("lessThanOrEquals", "must not be greater than the value of {}"),
    "Not": ("not", "must not be a value that {}"),
    "And": ("and", "must satisfy all of {}"),
    "Or": ("or", "must satisfy one of {}"),
    "Xone": ("xone", "must satisfy exactly one of {}"),
    "Node": ("node", "must be as {} demands"),
    "QualifiedMinCount": ("qualifiedMinCount", "must have at least {} value{s} of the kind that the shape qualifies"),
    "QualifiedMaxCount": ("qualifiedMaxCount", "must have at most {} value{s} of the kind that the shape qualifies"),
    "Closed": ("closed", "must not be stated: no property of such a thing"),
    "HasValue": ("hasValue", "must have the value {}"),
    "In": ("in", "must be one of {}"),
    "SPARQL": ("sparql", "{}"),
}

TARGETS = frozenset(["targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"])

# SHACL Core, sections 2 to 4 of the recommendation, by what a term is for.
STRUCTURE = frozenset(["NodeShape", "PropertyShape", "property", "path", "deactivated", "severity", "message"])
SEVERITIES = frozenset(["Violation", "Warning", "Info"])
NODE_KINDS = frozenset(["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"])
PRESENTATION = frozenset(["name", "description", "order", "group", "defaultValue", "PropertyGroup"])
PATHS = frozenset(["alternativePath", "inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"])
CONSTRAINTS = frozenset(parameter for parameter, _ in COMPONENTS.values()) | frozenset(
    ["flags", "ignoredProperties", "qualifiedValueShape", "qualifiedValueShapesDisjoint"]
)
SPARQL = frozenset(["SPARQLConstraint", "select", "prefixes", "declare", "prefix", "namespace"])

KNOWN = TARGETS | STRUCTURE | SEVERITIES | NODE_KINDS | PRESENTATION | PATHS | CONSTRAINTS | SPARQL
