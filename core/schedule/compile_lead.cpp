#include "core/schedule/compile_lead.h"

#include "core/base/limits.h"
#include "core/schedule/token.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isJoin(const Token &token)
{
    static const QStringList words { u"and"_s,  u"or"_s,   u"the"_s, u"a"_s,      u"of"_s,   u"by"_s, u"led"_s,     u"with"_s, u"each"_s, u"every"_s,
                                     u"both"_s, u"plus"_s, u"any"_s, u"either"_s, u"from"_s, u"in"_s, u"jointly"_s, u"all"_s,  u"lead"_s, u"leads"_s };
    return token.kind == Token::Kind::Word && words.contains(token.text);
}

class LeadCompiler {
public:
    LeadCompiler(const QString &text, const RoleTable &roles) : m_text(text), m_roles(roles) { }

    CompiledLead compile()
    {
        if (m_text.isEmpty()) {
            m_out.questions.append({ Cell::Lead, QuestionCause::Blank, u"Who leads this? The Lead cell is blank."_s, u"Any manager of the service"_s });
            return m_out;
        }
        if (m_text.size() > limits::frameworkRuleCharactersMax) {
            m_out.questions.append({ Cell::Lead, QuestionCause::NotUnderstood, u"Who leads this? The Lead cell is too long to be read as a list of roles."_s,
                                     u"Any manager of the service"_s });
            return m_out;
        }
        m_tokens = tokensOf(m_text);
        read();
        decideMode();
        for (const QString &qualifier : m_out.lead.qualifiers)
            m_out.assumptions.append(u"“%1” is kept as a note beside the leads."_s.arg(qualifier));
        for (const QString &piece : m_out.lead.notUnderstood) {
            m_out.questions.append({ Cell::Lead, QuestionCause::NotUnderstood, u"Who is “%1”? It is no role of the role table."_s.arg(piece),
                                     m_out.lead.roles.isEmpty() ? u"Any manager of the service"_s : u"The other roles named lead"_s });
        }
        return m_out;
    }

private:
    /// End of the longest role that begins at token @p first, and the role.
    [[nodiscard]] std::pair<qsizetype, const Role *> roleAt(qsizetype first) const
    {
        // A name's words may be parted by punctuation ("HoS Social Care (CWD)"), hence the allowance.
        const qsizetype most = std::min<qsizetype>(m_tokens.size(), first + m_roles.wordsMax() * 2);
        for (qsizetype end = most; end > first; --end) {
            const Token &last = m_tokens[end - 1];
            const bool endsWell = last.kind == Token::Kind::Word || last.kind == Token::Kind::Close;
            if (!endsWell)
                continue;
            if (const Role *role = m_roles.match(textOf(first, end)))
                return { end, role };
        }
        return { first, nullptr };
    }

    [[nodiscard]] QString textOf(qsizetype first, qsizetype end) const
    {
        const qsizetype from = m_tokens[first].start;
        return m_text.sliced(from, m_tokens[end - 1].start + m_tokens[end - 1].length - from);
    }

    void addRole(const Role &role)
    {
        m_kinds.append(role.kind);
        if (!m_out.lead.roles.contains(role.name))
            m_out.lead.roles.append(role.name);
        if (role.kind == RoleKind::GenericRole)
            m_isGeneric = true;
    }

    void endOther(qsizetype end)
    {
        if (m_otherFirst < 0)
            return;
        qsizetype first = m_otherFirst;
        m_otherFirst = -1;
        while (first < end && isJoin(m_tokens[first]))
            ++first;
        while (end > first && isJoin(m_tokens[end - 1]))
            --end;
        if (first == end)
            return;
        const QString piece = textOf(first, end);
        const bool isName = m_tokens[first].isCapitalised && m_depth == 0 && !m_afterStop;
        (isName ? m_out.lead.notUnderstood : m_out.lead.qualifiers).append(piece);
    }

    /// "Service and Team Managers": the last word belongs to both.
    void shareLastWord(qsizetype end, const Role &next)
    {
        if (m_otherFirst < 0)
            return;
        qsizetype last = end;
        while (last > m_otherFirst && isJoin(m_tokens[last - 1]))
            --last;
        if (last == m_otherFirst)
            return;
        if (const Role *shared = m_roles.match(textOf(m_otherFirst, last) + u' ' + next.name.section(u' ', -1))) {
            addRole(*shared);
            m_otherFirst = -1;
        }
    }

    void read()
    {
        for (qsizetype p = 0; p < m_tokens.size();) {
            const Token &token = m_tokens[p];
            if (const auto [end, role] =
                    token.kind == Token::Kind::Word || token.kind == Token::Kind::Open ? roleAt(p) : std::pair<qsizetype, const Role *> { p, nullptr };
                role) {
                shareLastWord(p, *role);
                endOther(p);
                m_isLed = m_isLed || (p >= 2 && m_tokens[p - 2].text == "led"_L1 && m_tokens[p - 1].text == "by"_L1);
                m_isEach = m_isEach || (p >= 1 && (m_tokens[p - 1].text == "each"_L1 || m_tokens[p - 1].text == "every"_L1));
                // "On occasions peer moderation": a second sentence names nobody new.
                if (m_depth == 0)
                    addRole(*role);
                p = end;
                continue;
            }
            const bool isWord = token.kind == Token::Kind::Word || token.kind == Token::Kind::Number;
            if (isWord && m_otherFirst < 0)
                m_otherFirst = p;
            const bool isInside = m_depth > 0 && token.kind != Token::Kind::Close && token.kind != Token::Kind::Open;
            if (!isWord && !isInside)
                endOther(p);
            m_depth += token.kind == Token::Kind::Open ? 1 : 0;
            m_depth -= token.kind == Token::Kind::Close && m_depth > 0 ? 1 : 0;
            if (token.kind == Token::Kind::Stop && !m_out.lead.roles.isEmpty())
                m_afterStop = true;
            ++p;
        }
        endOther(m_tokens.size());
        if (m_isGeneric)
            m_out.assumptions.append(u"The level of manager is not stated; any manager of the service may lead."_s);
    }

    void decideMode()
    {
        const auto isKind = [](RoleKind kind) { return [kind](RoleKind other) { return other == kind; }; };
        const bool hasBody = std::any_of(m_kinds.begin(), m_kinds.end(), isKind(RoleKind::Body));
        const bool areGroups = !m_kinds.isEmpty() && std::all_of(m_kinds.begin(), m_kinds.end(), isKind(RoleKind::Group));
        const bool isAllStaff = m_out.lead.roles.size() == 1 && m_out.lead.roles.first().startsWith("All "_L1);
        if (m_isEach || isAllStaff)
            m_out.lead.mode = LeadMode::EachOf;
        else if (hasBody || areGroups || m_isLed)
            m_out.lead.mode = LeadMode::Body;
    }

    QString m_text;
    const RoleTable &m_roles;
    QList<Token> m_tokens;
    CompiledLead m_out;
    QList<RoleKind> m_kinds;
    qsizetype m_otherFirst = -1;   ///< first token of a run that no role takes
    int m_depth = 0;               ///< of brackets
    bool m_afterStop = false;
    bool m_isLed = false;
    bool m_isEach = false;
    bool m_isGeneric = false;
};

} // namespace

CompiledLead compileLead(const QString &cell, const RoleTable &roles) { return LeadCompiler(cell, roles).compile(); }

QList<Lead> compileLeadParagraphs(const QString &cell, const RoleTable &roles)
{
    QList<Lead> leads;
    if (cell.isEmpty())
        return leads;
    for (const QString &paragraph : cell.split(u'\n'))
        leads.append(LeadCompiler(paragraph, roles).compile().lead);
    return leads;
}

} // namespace sightline
