namespace PipelineGraph.Server.Demo;

/// <summary>Names of people and companies that do not exist.</summary>
internal static class DemoNames
{
    private static readonly string[] Beginnings =
    [
        "Alden", "Bram", "Cald", "Drav", "Elm", "Farn", "Galt", "Hest", "Iver", "Jarn", "Kelm", "Lorv", "Marn", "Nord",
        "Orv", "Pell", "Quor", "Rask", "Sorn", "Tamb", "Ulm", "Vel", "Wend", "Yarr", "Zell", "Brisk", "Cor", "Dunm",
        "Ferr", "Hald",
    ];

    private static readonly string[] Endings =
    [
        "abrook", "acre", "adal", "afell", "amoor", "aven", "avik", "ebury", "eford", "ehaven", "elund", "emark",
        "enor",
        "estad", "etta", "evale", "idan", "inia", "isk", "omere", "onda", "orra", "ovar", "umont", "undy",
    ];

    private static readonly (string Word, string Industry)[] Trades =
    [
        ("Analytics", "Software"), ("Aviation", "Transport"), ("Bank", "Finance"), ("Brewing", "Food and drink"),
        ("Chemicals", "Chemicals"), ("Clinics", "Healthcare"), ("Components", "Manufacturing"), ("Energy", "Energy"),
        ("Foods", "Food and drink"), ("Freight", "Transport"), ("Furniture", "Retail"), ("Hospitality", "Travel"),
        ("Instruments", "Manufacturing"), ("Insurance", "Finance"), ("Labs", "Healthcare"), ("Logistics", "Transport"),
        ("Media", "Media"), ("Mills", "Manufacturing"), ("Mobility", "Transport"), ("Outfitters", "Retail"),
        ("Pharma", "Healthcare"), ("Robotics", "Manufacturing"), ("Software", "Software"),
        ("Telecom", "Telecommunications"),
    ];

    private static readonly (string Country, string Form)[] Countries =
    [
        ("Germany", "GmbH"), ("Germany", "AG"), ("United Kingdom", "Ltd"), ("United Kingdom", "plc"),
        ("United States", "Inc."), ("United States", "LLC"), ("France", "SAS"), ("Netherlands", "B.V."),
        ("Sweden", "AB"),
        ("Switzerland", "AG"), ("Canada", "Corp."), ("Spain", "S.L."), ("Denmark", "A/S"), ("Austria", "GmbH"),
    ];

    private static readonly string[] FirstNames =
    [
        "Ada", "Amir", "Anouk", "Bela", "Carla", "Chidi", "Daria", "Deniz", "Elif", "Emil", "Farah", "Finn", "Greta",
        "Hana",
        "Hugo", "Ines", "Ivo", "Jana", "Jonas", "Kaito", "Kira", "Lars", "Leila", "Lina", "Malik", "Mara", "Mateo",
        "Mila",
        "Nadia", "Nils", "Noor", "Olga", "Oskar", "Paula", "Priya", "Rafael", "Rosa", "Samir", "Selma", "Sven", "Tara",
        "Theo", "Uma", "Vera", "Viktor", "Wanda", "Yara", "Zoe",
    ];

    private static readonly string[] LastNames =
    [
        "Abara", "Ahlberg", "Barros", "Becker", "Bianchi", "Castell", "Chowdhury", "Dahl", "Demir", "Eklund", "Farkas",
        "Ferreira",
        "Fontaine", "Gallo", "Haddad", "Hoekstra", "Ibarra", "Jansen", "Kaplan", "Keller", "Kovacs", "Laurent",
        "Lindqvist",
        "Marchetti", "Mbeki", "Meijer", "Molina", "Nakata", "Novak", "Okafor", "Olsen", "Petrov", "Quint", "Rahman",
        "Ricci",
        "Rojas", "Sandoval", "Schubert", "Sharma", "Sorensen", "Tanaka", "Toth", "Ulrich", "Vargas", "Virtanen",
        "Wagner",
        "Weiss", "Yilmaz", "Zeman", "Zhou",
    ];

    public static (string Name, string Industry, string Country, string Domain) Company(Dice dice)
    {
        var root = dice.Pick(Beginnings) + dice.Pick(Endings);
        var (word, industry) = dice.Pick(Trades);
        var (country, form) = dice.Pick(Countries);
        return ($"{root} {word} {form}", industry, country, $"{root}-{word}.example".ToLowerInvariant());
    }

    public static string Person(Dice dice) => $"{dice.Pick(FirstNames)} {dice.Pick(LastNames)}";

    /// <summary>Kira Lindqvist becomes kira.lindqvist.</summary>
    public static string Mailbox(string person) => person.Replace(' ', '.').ToLowerInvariant();
}
