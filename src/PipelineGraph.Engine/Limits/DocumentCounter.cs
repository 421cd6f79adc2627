using GraphQLParser.AST;

namespace PipelineGraph.Engine.Limits;

/// <summary>Counts what a document contains as it is written.</summary>
internal sealed class DocumentCounter(LimitOptions limits)
{
    private int _fields, _aliases, _directives, _fragments, _spreads;
    private LimitExceededError? _refusal;

    public static LimitExceededError? Check(GraphQLDocument document, LimitOptions limits)
    {
        var counter = new DocumentCounter(limits);
        foreach (var definition in document.Definitions) counter.Definition(definition);
        return counter._refusal;
    }

    private void Definition(ASTNode definition)
    {
        switch (definition)
        {
            case GraphQLFragmentDefinition fragment:
                Count(ref _fragments, nameof(limits.Fragments), limits.Fragments);
                Directives(fragment.Directives);
                Selections(fragment.SelectionSet);
                break;
            case GraphQLOperationDefinition operation:
                Directives(operation.Directives);
                foreach (var variable in operation.Variables?.Items ?? []) Variable(variable);
                Selections(operation.SelectionSet);
                break;
        }
    }

    private void Variable(GraphQLVariableDefinition variable)
    {
        Directives(variable.Directives);
        if (variable.DefaultValue is { } value) Value(value);
    }

    private void Selections(GraphQLSelectionSet? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (_refusal is not null) return;

            Directives((selection as IHasDirectivesNode)?.Directives);
            if (selection is GraphQLField field) Field(field);
            else if (selection is GraphQLFragmentSpread) Count(ref _spreads, nameof(limits.Spreads), limits.Spreads);
            else if (selection is GraphQLInlineFragment inline) Selections(inline.SelectionSet);
        }
    }

    private void Field(GraphQLField field)
    {
        Count(ref _fields, nameof(limits.Fields), limits.Fields);
        if (field.Alias is not null) Count(ref _aliases, nameof(limits.Aliases), limits.Aliases);

        Arguments(field.Arguments);
        Selections(field.SelectionSet);
    }

    private void Directives(GraphQLDirectives? directives)
    {
        if (directives is null) return;

        if (directives.Count > limits.DirectivesPerLocation)
            Refuse(nameof(limits.DirectivesPerLocation), limits.DirectivesPerLocation);
        foreach (var directive in directives.Items)
        {
            Count(ref _directives, nameof(limits.Directives), limits.Directives);
            Arguments(directive.Arguments);
        }
    }

    private void Arguments(GraphQLArguments? arguments)
    {
        foreach (var argument in arguments?.Items ?? []) Value(argument.Value);
    }

    private void Value(GraphQLValue value)
    {
        switch (value)
        {
            case GraphQLListValue { Values: { } items }:
                if (items.Count > limits.ListItems) Refuse(nameof(limits.ListItems), limits.ListItems);
                foreach (var item in items) Value(item);
                break;
            case GraphQLObjectValue { Fields: { } fields }:
                foreach (var field in fields) Value(field.Value);
                break;
        }
    }

    private void Count(ref int counted, string limit, int max)
    {
        if (++counted > max) Refuse(limit, max);
    }

    private void Refuse(string limit, int max) => _refusal ??= new(limit, max);
}
